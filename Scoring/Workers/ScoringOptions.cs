namespace Maintenance.Scoring.Workers;

// "Scoring": { "Model": "models/drill-health.zip", "Reader": "scoring", "CommitInterval": "00:00:00.100" }

/// <summary>Options of scoring, section <c>Scoring</c>.</summary>
public sealed class ScoringOptions
{
    /// <summary>Name of the section.</summary>
    public const string SectionName = "Scoring";

    /// <summary>
    /// Path of the drill-health model, an ML.NET zip or a PMML document; a relative path is resolved against the working directory, then
    /// the program's folder. Default: models/drill-health.zip.
    /// </summary>
    public string Model { get; init; } = "models/drill-health.zip";

    /// <summary>
    /// Path of the drill-life model's PMML document, resolved in the same way; when empty, RUL is estimated only after someone promotes a
    /// model by hand. Default: models/drill-life.pmml.
    /// </summary>
    public string LifeModel { get; init; } = "models/drill-life.pmml";

    /// <summary>Name under which offsets are kept in the store: the consumer group. 1–64 characters. Default: scoring.</summary>
    public string Reader { get; init; } = "scoring";

    /// <summary>
    /// Readings at which a batch is committed, 1,024–4,194,304. Default: 61,440, half a row group of the store: full batches of an even
    /// number of partitions make a transaction of whole row groups, and uncommitted rows stay few.
    /// </summary>
    public int MaxBatchReadings { get; init; } = 61_440;

    /// <summary>Minimum time between two small commits of a partition, 0–10 s. Default: 100 ms.</summary>
    public TimeSpan CommitInterval { get; init; } = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Blocks of each asset kept in memory, 512–65,536. Default: 512, which covers the minutes that live data and a concurrent back-fill
    /// need at the same time. Others are read back from the store when late data needs them.
    /// </summary>
    public int HistoryBlocks { get; init; } = 512;

    /// <summary>
    /// Blocks of all assets of a partition kept beyond <see cref="HistoryBlocks"/> while late data judges them again, 0–1,048,576.
    /// Default: 16,384, some 40 MB: the newest 25 minutes of ten drills that send a block per second.
    /// </summary>
    public int LateBlocks { get; init; } = 16_384;

    /// <summary>
    /// How long a record may wait to be scored before <c>/health</c> is degraded, 1 s – 1 day. Default: 1 minute.
    /// </summary>
    public TimeSpan MaxLagAge { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// How much of a partition may wait to be scored before <c>/health</c> is degraded, in the log's offsets (embedded: bytes; Kafka:
    /// records), at least 1. Default: 64 Mi.
    /// </summary>
    public long MaxLag { get; init; } = 64L << 20;
}
