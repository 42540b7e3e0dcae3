using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Intake;

/// <summary>One rejection.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Detail">One human-readable sentence: expected, found, where.</param>
/// <param name="Asset">Asset if known, else empty.</param>
/// <param name="Readings">Number of readings; 1 if unknown.</param>
public readonly record struct IngestRejection(DeadLetterReason Reason, string Detail, string Asset, int Readings);
