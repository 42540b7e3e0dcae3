namespace Maintenance.Training.History;

/// <summary>Which samples of the store's history are used for training, and how they are labelled.</summary>
public sealed record StoreRequest
{
    /// <summary>drill-health or drill-life.</summary>
    public required string Role { get; init; }

    /// <summary>Event time per sample. Default: 10 min.</summary>
    public TimeSpan Every { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How long before a recorded failure samples are labelled with its mode; for drill-health. Default: 8 h.</summary>
    public TimeSpan FaultShows { get; init; } = TimeSpan.FromHours(8);

    /// <summary>A sample followed by this much time without a failure is healthy; for drill-health. Default: 72 h.</summary>
    public TimeSpan HealthyAfter { get; init; } = TimeSpan.FromHours(72);

    /// <summary>Maximum RUL of the samples used; for drill-life. Default: 48 h.</summary>
    public TimeSpan MaxRul { get; init; } = TimeSpan.FromHours(48);

    /// <summary>How far back the history is read, from the newest data of each drill. Default: 90 days.</summary>
    public TimeSpan LookBack { get; init; } = TimeSpan.FromDays(90);
}
