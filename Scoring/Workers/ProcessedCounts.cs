namespace Maintenance.Scoring.Workers;

/// <summary>
/// What a worker has processed since it started; read by metrics and the benchmark from other threads, so only approximate.
/// </summary>
internal sealed class ProcessedCounts
{
    public long Stored { get; set; }

    public long Duplicates { get; set; }

    public long Late { get; set; }

    public long Blocks { get; set; }

    public long Assessments { get; set; }
}
