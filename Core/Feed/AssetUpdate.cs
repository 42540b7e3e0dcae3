namespace Maintenance.Core.Feed;

/// <summary>
/// What changed for one asset with one block: its newest assessment and a summary of its channels. Immutable.
/// JSON names are the property names in camelCase.
/// </summary>
public sealed record AssetUpdate
{
    /// <summary>Asset id.</summary>
    public required string Asset { get; init; }

    /// <summary>Region, for clients that watch a single one.</summary>
    public required string Region { get; init; }

    /// <summary>Event time of the block, Unix µs UTC.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>When Ingest received it, Unix µs UTC.</summary>
    public required long ReceivedUnixMicros { get; init; }

    /// <summary>
    /// Greatest event time of the asset's blocks, Unix µs; later than <see cref="EventTimeUnixMicros"/> when one was stamped by a clock
    /// that runs ahead. 0 when not told.
    /// </summary>
    public long NewestStampUnixMicros { get; init; }

    /// <summary>Health index 0–100; NaN when the block is not assessed.</summary>
    public required float HealthIndex { get; init; }

    /// <summary>Grade letter A–D; empty when the block is not assessed.</summary>
    public required string Grade { get; init; }

    /// <summary>Failure mode, one of <see cref="Conditions.FailureModes"/>; <c>none</c> when the block is not assessed.</summary>
    public required string FailureMode { get; init; }

    /// <summary>Probability of the failure mode, 0–1; NaN when the block is not assessed.</summary>
    public required float FailureProbability { get; init; }

    /// <summary>Why the block has no grade, in words; null with a grade.</summary>
    public string? NotAssessed { get; init; }

    /// <summary>JSON object: what each failure mode could be judged by; null from a sender that does not tell.</summary>
    public string? Evidence { get; init; }

    /// <summary>JSON array of the failure modes that are suspected, or null when none is.</summary>
    public string? Findings { get; init; }

    /// <summary>JSON array of the sensors at fault, or null when none is.</summary>
    public string? SensorFaults { get; init; }

    /// <summary>Remaining useful life P10, operating hours: one in ten fails earlier. NaN when not predicted, like the next two.</summary>
    public float LifeP10Hours { get; init; } = float.NaN;

    /// <summary>P50, operating hours: one in two fails earlier.</summary>
    public float LifeP50Hours { get; init; } = float.NaN;

    /// <summary>P90, operating hours: nine in ten fail earlier.</summary>
    public float LifeP90Hours { get; init; } = float.NaN;

    /// <summary>What the RUL model can tell apart at most, operating hours; NaN when not told.</summary>
    public float LifeLimitHours { get; init; } = float.NaN;

    /// <summary>Drilling state, snake_case.</summary>
    public required string DrillingState { get; init; }

    /// <summary>JSON array of reasons, or null when healthy.</summary>
    public string? Reasons { get; init; }

    /// <summary>Channels of the block: standard channel ids.</summary>
    public required int[] Channels { get; init; }

    /// <summary>Mean of each channel over the block; NaN when missing.</summary>
    public required float[] Means { get; init; }

    /// <summary>Smallest value of each channel.</summary>
    public required float[] Minima { get; init; }

    /// <summary>Largest value of each channel.</summary>
    public required float[] Maxima { get; init; }

    /// <summary>
    /// Trace of the record that caused the update, in W3C form (<see cref="Tracing.RecordTrace.TraceParent"/>); null when it is not traced.
    /// </summary>
    public string? TraceParent { get; init; }
}
