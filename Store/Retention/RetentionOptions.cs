namespace Maintenance.Store.Retention;

// "Retention": { "Readings": "2.00:00:00", "Waveforms": "06:00:00", "Conditions": "365.00:00:00", "CheckInterval": "00:05:00" }

/// <summary>
/// How long rows of the store are kept, by event time relative to the newest of the same asset; section <c>Retention</c>. Stream accounts
/// are never deleted.
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

    /// <summary>The same for descriptors and assessments. Default: 365 days.</summary>
    public TimeSpan Conditions { get; init; } = TimeSpan.FromDays(365);

    /// <summary>How often rows are deleted, 1 s – 1 day. Default: 5 minutes.</summary>
    public TimeSpan CheckInterval { get; init; } = TimeSpan.FromMinutes(5);
}
