using Maintenance.Core.Telemetry;

namespace Maintenance.Ingest.Intake;

/// <summary>Numbered readings that Ingest has handled: the sender need not resend them.</summary>
/// <param name="Asset">Asset.</param>
/// <param name="Epoch">Stream epoch.</param>
/// <param name="First">Sequence of the first reading.</param>
/// <param name="Last">Sequence of the last reading, ≥ First.</param>
/// <param name="Rejected">Null: durable in the telemetry log. Otherwise why they were rejected (durable as a dead letter).</param>
public readonly record struct SequenceRange(string Asset, long Epoch, long First, long Last, DeadLetterReason? Rejected = null);
