using Maintenance.Core.Log;
using Maintenance.Core.Telemetry;
using Maintenance.Store.Log.Kafka;

namespace Maintenance.Store.Log;

// "Log": { "Engine": "Embedded", "DataDirectory": "data", "Partitions": { "telemetry.v1": 4 },
//          "CommitInterval": "00:00:00", "Fsync": true, "RetentionBytes": 4294967296, "RetentionAge": "7.00:00:00" }

/// <summary>Options of the telemetry log, section <c>Log</c>.</summary>
public sealed class TelemetryLogOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Log";

    /// <summary>Engine; default <see cref="TelemetryLogEngine.Embedded"/>.</summary>
    public TelemetryLogEngine Engine { get; init; } = TelemetryLogEngine.Embedded;

    /// <summary>Options of the engine <see cref="TelemetryLogEngine.Kafka"/>, section <c>Log:Kafka</c>.</summary>
    public KafkaLogOptions Kafka { get; init; } = new();

    /// <summary>Folder of the installation's data; the embedded log lives in its subfolder <c>log</c>. Default <c>data</c>.</summary>
    public string DataDirectory { get; init; } = "data";

    /// <summary>
    /// Topics and their partition counts, 1–1024. A topic keeps the count it was created with: a different value is rejected at startup,
    /// because it would move assets between partitions. Default: 4 for <c>telemetry.v1</c>, 1 for the others.
    /// </summary>
    public Dictionary<string, int> Partitions { get; init; } = new(StringComparer.Ordinal)
    {
        [Topics.Telemetry] = 4,
        [Topics.DeadLetter] = 1,
        [Topics.Assessments] = 1,
        [Topics.Alarms] = 1,
    };

    /// <summary>
    /// Minimum time between the starts of two group commits of a partition while an append waits, 0–1 s; default 0: the next one starts
    /// when the last has ended, with all records that arrived meanwhile. Records nobody waits for are committed after 20 ms (or this, if
    /// longer).
    /// </summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.Zero;

    /// <summary>
    /// Sync data and commit to disk before an append completes (survives a power loss). False: appends survive a crash of the
    /// process, not of the machine. Default true.
    /// </summary>
    public bool Fsync { get; init; } = true;

    /// <summary>Bytes kept of each partition, in whole segments, ≥ <see cref="SegmentBytes"/>; default 4 GiB.</summary>
    public long RetentionBytes { get; init; } = 4L << 30;

    /// <summary>Age, by append time, beyond which whole segments are removed, > 0; default 7 days.</summary>
    public TimeSpan RetentionAge { get; init; } = TimeSpan.FromDays(7);

    /// <summary>
    /// The same for the topic of dead letters, which strangers fill; at least one segment is kept. Default 512 MiB.
    /// </summary>
    public long DeadLetterRetentionBytes { get; init; } = 512L << 20;

    /// <summary>How often retention is applied, > 0; default 1 min.</summary>
    public TimeSpan RetentionCheckInterval { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Largest value of a record in bytes, 1 KiB – 64 MiB; default 8 MiB, the maximum of a codec V1 record.</summary>
    public int MaxRecordBytes { get; init; } = TelemetryCodecV1.MaxRecordBytes;

    /// <summary>Bytes kept of each partition of a topic.</summary>
    internal long RetentionBytesOf(string topic) =>
        topic == Topics.DeadLetter ? Math.Min(RetentionBytes, Math.Max(DeadLetterRetentionBytes, SegmentBytes)) : RetentionBytes;

    internal string RecordTooLarge(int bytes) => $"A record may have {MaxRecordBytes} bytes (Log:MaxRecordBytes), this one has {bytes}.";

    /// <summary>
    /// Bytes of a partition that may wait for their commit before appends wait, ≥ <see cref="MaxRecordBytes"/> + 1 MiB, ≤ 512 MiB;
    /// default 12 MiB. The engine's buffer is the next power of two that is at least 3 MiB larger (16 MiB per partition by default).
    /// </summary>
    public long MaxBytesInFlight { get; init; } = 12L << 20;

    /// <summary>Size of the files of a new topic, a power of two, 1 MiB – 1 GiB; default 64 MiB. An existing topic keeps its own.</summary>
    public long SegmentBytes { get; init; } = 64L << 20;
}
