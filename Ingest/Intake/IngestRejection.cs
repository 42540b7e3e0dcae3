using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Intake;

/// <summary>One thing that was refused.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Detail">One sentence for people: expected, found, where.</param>
/// <param name="Asset">Asset as far as known, or empty.</param>
/// <param name="Readings">How many readings; 1 where it cannot be told.</param>
public readonly record struct IngestRejection(DeadLetterReason Reason, string Detail, string Asset, int Readings);
