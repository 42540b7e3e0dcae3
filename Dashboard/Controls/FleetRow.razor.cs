using Maintenance.Api.Fleet;
using Maintenance.Api.Wording;
using Maintenance.Dashboard.Display;
using Maintenance.Dashboard.Live;
using Microsoft.AspNetCore.Components;

namespace Maintenance.Dashboard.Controls;

/// <summary>Texts of one drill in the list; <c>client/fleet-list.ts</c> must produce the same ones.</summary>
public sealed partial class FleetRow
{
    [Parameter, EditorRequired] public DrillCondition Drill { get; set; } = null!;

    [Parameter, EditorRequired] public long NowUnixMicros { get; set; }

    [Parameter, EditorRequired] public TimeSpan StaleAfter { get; set; }

    [Parameter, EditorRequired] public UnitSystem Units { get; set; }

    /// <summary>Its open alarms.</summary>
    [Parameter] public AlarmCount Alarms { get; set; } = AlarmCount.None;

    /// <summary>What is known now of the time that is replayed; null when that is the same, and in the present.</summary>
    [Parameter] public string? NowKnown { get; set; }

    /// <summary>The time that is replayed; null for the present.</summary>
    [Parameter] public ReplayTime? Replay { get; set; }

    private ShownCondition _shown = null!;

    private string? Summary => _shown.IsPresent ? ShownCondition.SummaryOf(Drill, Units) : null;

    private IReadOnlyList<string> SensorFaults => ShownCondition.SensorFaultsOf(Drill);

    private bool IsStale => Drill.AgeAt(NowUnixMicros) is not { } age || age > StaleAfter;

    protected override void OnParametersSet() => _shown = ShownCondition.Of(Drill, NowUnixMicros);
}
