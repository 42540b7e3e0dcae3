namespace Maintenance.Queries;

/// <summary>A dead letter: something Ingest refused.</summary>
public sealed record DeadLetter(
    DateTime Received, string? Asset, string Source, string Reason, string Detail, long Readings, long PayloadBytes, byte[] Payload);
