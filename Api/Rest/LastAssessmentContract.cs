using Maintenance.Core.Feed;
using Maintenance.Core.Time;

namespace Maintenance.Api.Rest;

/// <summary>The last assessment of a drill whose newest block has none.</summary>
internal sealed record LastAssessmentContract(DateTime EventTime, double? HealthIndex, string Grade, string FailureMode)
{
    public static LastAssessmentContract? Of(AssetUpdate? update) => update is null ? null : new LastAssessmentContract(
        UnixMicros.ToUtc(update.EventTimeUnixMicros), JsonNumber.Finite(update.HealthIndex), update.Grade, update.FailureMode);
}
