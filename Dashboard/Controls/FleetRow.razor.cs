using Maintenance.Core.Conditions;
using Maintenance.Dashboard.Display;
using Maintenance.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Maintenance.Dashboard.Controls;

/// <summary>Texts of one drill in the list; <c>client/fleet-list.ts</c> writes the same ones.</summary>
public sealed partial class FleetRow
{
    [Parameter, EditorRequired] public DrillCondition Drill { get; set; } = null!;

    [Parameter, EditorRequired] public long NowUnixMicros { get; set; }

    [Parameter, EditorRequired] public TimeSpan StaleAfter { get; set; }

    private double Health => Drill.Latest?.HealthIndex ?? double.NaN;

    private string HealthText => double.IsFinite(Health) ? Health.ToString("F0") : "–";

    private bool IsStale => Drill.AgeAt(NowUnixMicros) is not { } age || age > StaleAfter;

    private string ModeText => Drill.Latest switch
    {
        null => Words.FailureMode(null),
        { FailureMode: FailureModes.None } => Words.FailureMode(FailureModes.None),
        var latest => $"{Words.FailureMode(latest.FailureMode)} {latest.FailureProbability * 100:F0}\u00a0%",
    };

    private static string? Number(double value) => double.IsFinite(value) ? value.ToString("R") : null;
}
