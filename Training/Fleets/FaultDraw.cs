namespace Maintenance.Training.Fleets;

/// <summary>
/// The randomly drawn timing of a simulated run to failure: healthy hours, then hours in which the fault grows until the drill fails.
/// </summary>
/// <param name="Onset">Healthy time before the onset.</param>
/// <param name="Growth">Time from onset to failure.</param>
internal readonly record struct FaultDraw(TimeSpan Onset, TimeSpan Growth)
{
    /// <summary>Shortest and longest healthy time, hours.</summary>
    public static readonly (int Low, int High) OnsetHours = (12, 60);

    /// <summary>Shortest and longest growth, hours.</summary>
    public static readonly (int Low, int High) GrowthHours = (8, 40);

    /// <summary>The limits of the growth, as text.</summary>
    public static string GrowthWords { get; } = $"{GrowthHours.Low} to {GrowthHours.High} hours";

    /// <summary>Draws onset and growth, with a resolution of one minute.</summary>
    public static FaultDraw Next(Random random)
    {
        var onset = Between(random, OnsetHours);
        return new FaultDraw(onset, Between(random, GrowthHours));
    }

    private static TimeSpan Between(Random random, (int Low, int High) hours) =>
        TimeSpan.FromMinutes((60 * hours.Low) + random.Next(60 * (hours.High - hours.Low)));
}
