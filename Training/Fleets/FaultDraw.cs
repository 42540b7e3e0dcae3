namespace Maintenance.Training.Fleets;

/// <summary>
/// How a fault of a simulated run to failure comes about: so many healthy hours, then so many in which it grows until the drill fails.
/// </summary>
/// <param name="Onset">Healthy time before it begins.</param>
/// <param name="Growth">From its onset to failure.</param>
internal readonly record struct FaultDraw(TimeSpan Onset, TimeSpan Growth)
{
    /// <summary>Shortest and longest healthy time, hours.</summary>
    public static readonly (int Low, int High) OnsetHours = (12, 60);

    /// <summary>Shortest and longest growth, hours.</summary>
    public static readonly (int Low, int High) GrowthHours = (8, 40);

    /// <summary>Both limits of the growth in words.</summary>
    public static string GrowthWords { get; } = $"{GrowthHours.Low} to {GrowthHours.High} hours";

    /// <summary>Draws both, to the minute.</summary>
    public static FaultDraw Next(Random random)
    {
        var onset = Between(random, OnsetHours);
        return new FaultDraw(onset, Between(random, GrowthHours));
    }

    private static TimeSpan Between(Random random, (int Low, int High) hours) =>
        TimeSpan.FromMinutes((60 * hours.Low) + random.Next(60 * (hours.High - hours.Low)));
}
