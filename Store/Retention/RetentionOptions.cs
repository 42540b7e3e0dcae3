namespace Maintenance.Store.Retention;

// "Retention": { "Readings": "2.00:00:00", "Waveforms": "06:00:00", "Conditions": "365.00:00:00",
//                "DeadLetters": "30.00:00:00", "DeadLetterRows": 100000, "DeadLetterBytes": 268435456, "Audit": "400.00:00:00",
// "CheckInterval": "00:05:00" }

/// <summary>
/// How long rows of the store are kept; section <c>Retention</c>. Telemetry ages by event time relative to the newest of the same asset,
/// dead
/// letters and audit by the clock. Stream accounts are never deleted, and the readings of deleted dead letters stay counted.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Retention";

    /// <summary>
    /// Age, by event time relative to the newest event of the same asset, beyond which raw readings are deleted; 00:00:00 keeps them
    /// forever. Default: 2 days.
    /// </summary>
    public TimeSpan Readings { get; init; } = TimeSpan.FromDays(2);

    /// <summary>The same for raw waveforms. Default: 6 hours.</summary>
    public TimeSpan Waveforms { get; init; } = TimeSpan.FromHours(6);

    /// <summary>
    /// The same for descriptors, assessments and minutes, and, at least 30 days by the clock, for alarms that are over and what was told of
    /// them. What operators did is never deleted. Default: 365 days.
    /// </summary>
    public TimeSpan Conditions { get; init; } = TimeSpan.FromDays(365);

    /// <summary>Age beyond which dead letters are only counted; 00:00:00: no age. Default: 30 days.</summary>
    public TimeSpan DeadLetters { get; init; } = TimeSpan.FromDays(30);

    /// <summary>Dead letters kept, 0 – 10,000,000; older ones are only counted. Default: 100,000.</summary>
    public int DeadLetterRows { get; init; } = 100_000;

    /// <summary>Bytes kept of their payloads, 0 – 1 TiB; older dead letters are only counted. Default: 256 MiB.</summary>
    public long DeadLetterBytes { get; init; } = 256L << 20;

    /// <summary>Age beyond which entries of the audit are deleted; 00:00:00 keeps them forever. Default: 400 days.</summary>
    public TimeSpan Audit { get; init; } = TimeSpan.FromDays(400);

    /// <summary>How often rows are deleted, 1 s – 1 day. Default: 5 minutes.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromMinutes(5);
}
