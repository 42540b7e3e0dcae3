using Maintenance.Api.Fleet;
using Maintenance.Core.Time;

namespace Maintenance.Dashboard.Display;

/// <summary>What is known now of a moment, where it differs from what was known then.</summary>
internal static class NowKnown
{
    private const double SameHealth = 0.05;

    /// <summary>Null when nothing differs.</summary>
    /// <param name="then">The drill as known then.</param>
    /// <param name="now">The drill at the same time, as known now.</param>
    /// <param name="preferences">Zone of times.</param>
    public static string? Of(DrillCondition then, DrillCondition? now, UserPreferences preferences)
    {
        if (now?.Latest is not { } latest) return null;
        var isSame = then.Latest is { } before && before.EventTimeUnixMicros == latest.EventTimeUnixMicros && before.Grade == latest.Grade
            && before.FailureMode == latest.FailureMode && before.NotAssessed == latest.NotAssessed
            && !(Math.Abs(before.HealthIndex - latest.HealthIndex) > SameHealth);
        if (isSame) return null;
        var finding = DrillCondition.IsAssessed(latest)
            ? $"{latest.Grade}, {Words.Finding(latest.FailureMode, latest.FailureProbability)}, health {latest.HealthIndex:F1}"
            : Words.NotAssessed(latest.NotAssessed ?? "nothing tells of its condition");
        return $"{finding} (received {preferences.Time(UnixMicros.ToUtc(latest.ReceivedUnixMicros))} {preferences.ZoneLabel})";
    }
}
