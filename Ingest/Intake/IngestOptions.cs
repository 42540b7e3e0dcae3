namespace Maintenance.Ingest.Intake;

/// <summary>
/// Limits on accepted telemetry.
/// <code>{ "Ingest": { "MaxPayloadBytes": 8388608, "MaxClockAhead": "00:05:00", "MaxAge": "1826.00:00:00" } }</code>
/// </summary>
public sealed class IngestOptions
{
    /// <summary>Configuration section.</summary>
    public const string SectionName = "Ingest";

    /// <summary>Largest payload, bytes, 1 KiB – 64 MiB. Default 8 MiB, the largest record of codec V1.</summary>
    public int MaxPayloadBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How far an event time may lie in the future, 0 – 1 day. Default 5 min.</summary>
    public TimeSpan MaxClockAhead { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How old an event of a live source may be, at least 1 min. Default 5 years. Recordings may be of any age.</summary>
    public TimeSpan MaxAge { get; init; } = TimeSpan.FromDays(5 * 365.25);

    /// <summary>
    /// Requests of <c>POST /api/v1/telemetry</c> decoded and appended at once, 1–1024. Bodies still arriving may together hold as many
    /// payloads. Default 32.
    /// </summary>
    public int MaxConcurrentRequests { get; init; } = 32;

    /// <summary>
    /// Refusals of one source, and of one asset, that are kept with their bytes in a minute, 1–1,000,000; more are only counted. Default
    /// 600.
    /// </summary>
    public int DeadLettersPerSource { get; init; } = 600;

    /// <summary>The same for all sources together. Default 6,000.</summary>
    public int DeadLettersPerMinute { get; init; } = 6_000;

    /// <summary>Bytes of refused payloads that are kept in a minute, 64 KiB – 4 GiB; more are only counted. Default 32 MiB.</summary>
    public long DeadLetterBytesPerMinute { get; init; } = 32L << 20;

    /// <summary>
    /// How long a request waits for its turn, and again for the log, before it is answered 503; 100 ms – 5 min. Default 10 s.
    /// </summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
