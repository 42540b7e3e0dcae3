namespace Maintenance.Dashboard.Queries;

/// <summary>What Ingest refused.</summary>
public sealed record DeadLetterRow(
    DateTime Received, string? Asset, string Source, string Reason, string Detail, long Readings, long PayloadBytes, byte[] Payload);
