namespace Maintenance.Training.Bench.Feed;

/// <summary>Size of the load of <see cref="FeedBench"/>.</summary>
/// <param name="Clients">Connections.</param>
/// <param name="Slow">Of these, those that read a kilobyte per second.</param>
/// <param name="Drills">Drills of the simulated fleet.</param>
/// <param name="Length">Length of the measurement, after all are connected.</param>
public sealed record FeedSize(int Clients, int Slow, int Drills, TimeSpan Length)
{
    /// <summary>What a company with a control room, regions and phones has at its busiest.</summary>
    public static FeedSize Company { get; } = new(5_000, 250, 40, TimeSpan.FromSeconds(60));
}
