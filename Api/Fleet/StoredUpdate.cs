using Maintenance.Core.Conditions;
using Maintenance.Core.Feed;
using Maintenance.Queries;

namespace Maintenance.Api.Fleet;

/// <summary>A stored assessment as the feed would have brought it; without values of channels.</summary>
internal static class StoredUpdate
{
    public static AssetUpdate Of(StoredAssessment row, string region, long newestStampUnixMicros) => new()
    {
        Asset = row.Asset,
        Region = region,
        EventTimeUnixMicros = row.EventTimeUnixMicros,
        ReceivedUnixMicros = row.KnownAtUnixMicros,
        NewestStampUnixMicros = newestStampUnixMicros,
        HealthIndex = row.HealthIndex,
        Grade = row.Grade ?? "",
        FailureMode = row.FailureMode ?? FailureModes.None,
        FailureProbability = row.FailureProbability,
        NotAssessed = row.NotAssessed,
        Evidence = row.Evidence,
        Findings = row.Findings,
        SensorFaults = row.SensorFaults,
        LifeP10Hours = row.RulHours.P10,
        LifeP50Hours = row.RulHours.P50,
        LifeP90Hours = row.RulHours.P90,
        LifeLimitHours = row.RulHours.Limit,
        DrillingState = row.DrillingState,
        Reasons = row.Reasons,
        Channels = [],
        Means = [],
        Minima = [],
        Maxima = [],
    };
}
