namespace Maintenance.Queries;

/// <summary>A dead letter: something Ingest refused. Times are UTC.</summary>
/// <param name="Received">When it was refused.</param>
/// <param name="Asset">Asset id; null when unknown.</param>
/// <param name="Source">Where the payload came from.</param>
/// <param name="Reason">Text of a <c>DeadLetterReason</c>.</param>
/// <param name="Detail">One sentence: expected, found, where.</param>
/// <param name="Readings">Number of readings refused.</param>
/// <param name="PayloadBytes">Length of the refused payload, bytes.</param>
/// <param name="Payload">Its first 64 KiB.</param>
public sealed record DeadLetter(
    DateTime Received, string? Asset, string Source, string Reason, string Detail, long Readings, long PayloadBytes, byte[] Payload);
