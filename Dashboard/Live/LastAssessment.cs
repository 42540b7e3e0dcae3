using Maintenance.Api.Rest;
using Maintenance.Core.Feed;

namespace Maintenance.Dashboard.Live;

/// <summary>The last assessment of a drill whose newest block has none.</summary>
/// <param name="EventTimeUnixMillis">Event time of its block.</param>
/// <param name="SeenUnixMillis">The same, but not after its reception.</param>
/// <param name="HealthIndex">0 (failed) to 100 (as new).</param>
/// <param name="Grade">A–D.</param>
/// <param name="FailureMode">Failure mode as stored.</param>
/// <param name="FailureProbability">P(fault), 0–1.</param>
internal sealed record LastAssessment(
    double EventTimeUnixMillis, double SeenUnixMillis, double? HealthIndex, string Grade, string FailureMode, double? FailureProbability)
{
    public static LastAssessment? Of(AssetUpdate? update) => update is null ? null : new LastAssessment(
        update.EventTimeUnixMicros / 1000.0, Math.Min(update.EventTimeUnixMicros, update.ReceivedUnixMicros) / 1000.0,
        JsonNumber.Finite(update.HealthIndex), update.Grade, update.FailureMode, JsonNumber.Finite(update.FailureProbability));
}
