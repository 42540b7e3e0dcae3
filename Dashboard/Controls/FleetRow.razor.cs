using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Core.Conditions;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;

namespace Maintenance.Dashboard.Controls;

/// <summary>Texts of one drill in the list; <c>client/fleet-list.ts</c> must produce the same ones.</summary>
public sealed partial class FleetRow
{
    [Parameter, EditorRequired] public DrillCondition Drill { get; set; } = null!;

    [Parameter, EditorRequired] public long NowUnixMicros { get; set; }

    [Parameter, EditorRequired] public TimeSpan StaleAfter { get; set; }

    [Parameter, EditorRequired] public UnitSystem Units { get; set; }

    private double Health => Drill.HealthIndex ?? double.NaN;

    // Shown only when the finding is older than the data: an idle drill gives no evidence, so its last finding stands.
    private string? AssessedText => Drill.SeenUnixMicros - Drill.AssessmentSeenUnixMicros > UnixMicros.Length(StaleAfter)
            ? $"assessed {Words.Age(Drill.AssessmentAgeAt(NowUnixMicros))} ago"
            : null;

    private string HealthText => double.IsFinite(Health) ? Health.ToString("F0") : "–";

    private bool IsStale => Drill.AgeAt(NowUnixMicros) is not { } age || age > StaleAfter;

    private string ModeText => Drill.Assessed switch
    {
        null => Words.FailureMode(null),
        { FailureMode: FailureModes.None } => Words.FailureMode(FailureModes.None),
        var assessed => $"{Words.FailureMode(assessed.FailureMode)} {assessed.FailureProbability * 100:F0}\u00a0%",
    };

    private static string? Number(double value) => double.IsFinite(value) ? value.ToString("R") : null;
}
