namespace Maintenance.Training.History;

/// <summary>Which moments of the store's history are learnt from, and how they are labelled.</summary>
public sealed record StoreRequest
{
    /// <summary>drill-health or drill-life.</summary>
    public required string Role { get; init; }

    /// <summary>One moment in so much event time.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long before a recorded failure its mode shows; for drill-health.</summary>
    public TimeSpan FaultShows { get; init; } = TimeSpan.FromHours(8);

    /// <summary>A moment that is followed by so much time without a failure is healthy; for drill-health.</summary>
    public TimeSpan HealthyAfter { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Moments with at most so much time left are learnt from; for drill-life.</summary>
    public TimeSpan MaxRul { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How far back the history is read, from the newest event of each drill.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(90);
}
