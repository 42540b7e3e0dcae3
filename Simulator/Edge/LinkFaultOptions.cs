namespace Maintenance.Simulator.Edge;

/// <summary>Faults between a drill and the broker. All probabilities are 0…1; every fault is drawn from the seed.</summary>
public sealed class LinkFaultOptions
{
    /// <summary>Probability of a satellite outage per drill in each ten minutes. Default 0.02.</summary>
    public double OutageProbability { get; init; } = 0.02;

    /// <summary>Shortest outage, s. Default 15.</summary>
    public int OutageMinSeconds { get; init; } = 15;

    /// <summary>Longest outage, s, at most 600. Default 90.</summary>
    public int OutageMaxSeconds { get; init; } = 90;

    /// <summary>Probability that a record is sent twice. Default 0.002.</summary>
    public double DuplicateProbability { get; init; } = 0.002;

    /// <summary>Probability that a record overtakes the one before it. Default 0.002.</summary>
    public double OutOfOrderProbability { get; init; } = 0.002;

    /// <summary>Largest clock error of a drill, ms, 0…60,000; each drill's error is constant. Default 0.</summary>
    public double ClockSkewMs { get; init; }

    /// <summary>No faults.</summary>
    public static LinkFaultOptions None { get; } = new() { OutageProbability = 0, DuplicateProbability = 0, OutOfOrderProbability = 0 };
}
