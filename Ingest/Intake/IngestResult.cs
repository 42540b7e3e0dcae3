namespace Maintenance.Ingest.Intake;

/// <summary>
/// What became of a payload. Everything in it is durable: accepted readings in the telemetry log, refused ones as dead letters.
/// </summary>
/// <param name="Accepted">Readings accepted.</param>
/// <param name="Rejected">Readings refused.</param>
/// <param name="Rejections">Why, at most 101 entries a payload.</param>
/// <param name="Ranges">Numbered readings that need not be sent again.</param>
public sealed record IngestResult(
    long Accepted,
    long Rejected,
    IReadOnlyList<IngestRejection> Rejections,
    IReadOnlyList<SequenceRange> Ranges);
