namespace Maintenance.Ingest.Intake;

/// <summary>
/// The outcome of a payload. All of it is durable: accepted readings in the telemetry log, rejected ones as dead letters.
/// </summary>
/// <param name="Accepted">Readings accepted.</param>
/// <param name="Rejected">Readings rejected.</param>
/// <param name="Rejections">Why, at most 101 entries per payload.</param>
/// <param name="Ranges">Numbered readings that need not be sent again.</param>
public sealed record IngestResult(
    long Accepted,
    long Rejected,
    IReadOnlyList<IngestRejection> Rejections,
    IReadOnlyList<SequenceRange> Ranges);
