using Maintenance.Api.Access;
using Maintenance.Api.Rest;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Controls;

/// <summary>Shows the work orders and maintenance records of a drill and adds those records that operators enter.</summary>
public sealed partial class MaintenanceLog
{
    private const int MaxShown = 20;
    private const int MaxRecalled = 10_000;
    private IReadOnlyList<MaintenanceRecord> _records = [];
    private IReadOnlyList<WorkOrder> _orders = [];
    private string? _failure;
    private long _now;

    /// <summary>Asset id; the caller must be allowed to see it.</summary>
    [Parameter, EditorRequired] public string Asset { get; set; } = "";

    /// <summary>Shows what had been recorded by then, without orders; null for the present.</summary>
    [Parameter] public long? AsOfUnixMicros { get; set; }

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private MaintenanceRecorder Recorder { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromForm(Name = "kind", FormName = "maintenance")] private string? Kind { get; set; }

    [SupplyParameterFromForm(Name = "time", FormName = "maintenance")] private string? Time { get; set; }

    [SupplyParameterFromForm(Name = "failureMode", FormName = "maintenance")] private string? FailureMode { get; set; }

    [SupplyParameterFromForm(Name = "note", FormName = "maintenance")] private string? Note { get; set; }

    private MaintenanceReport? Report => Kind is null ? null : new MaintenanceReport(Time, Kind, FailureMode, Note, Withdrawn: false);

    protected override async Task OnInitializedAsync()
    {
        try
        {
            _now = UnixMicros.Now(Clock);
            var open = new WorkOrderFilter { Asset = Asset, States = [.. WorkOrderStates.All.Where(s => !WorkOrderStates.IsClosed(s))] };
            _orders = await WorkOrdersQuery.ListAsync(Store, open, Context.Scope, MaxShown, Http.RequestAborted);
            var records = await MaintenanceRecordsQuery.RunAsync(
                Store, Asset, AsOfUnixMicros is null ? MaxShown : MaxRecalled, Http.RequestAborted);
            _records = [.. records.Where(r => AsOfUnixMicros is not { } then || r.RecordedUnixMicros <= then).Take(MaxShown)];
        }
        catch (StoreException error)
        {
            Fail(StatusCodes.Status503ServiceUnavailable,
                $"The store is unavailable{error.Advice()}.");
        }
    }

    private async Task RecordAsync()
    {
        // The form is rendered for operators only, but anybody can post it.
        if (!Context.Is(Role.Operator))
        {
            Fail(StatusCodes.Status403Forbidden, "Only operators, engineers and admins may record maintenance.");
            return;
        }
        var parameters = new Parameters(Clock);
        if (Recorder.Validate(Asset, Report ?? new MaintenanceReport(null, null, null, null, null), Context.Name, parameters)
            is not { } record)
        {
            Fail(StatusCodes.Status400BadRequest, parameters.Message);
            return;
        }
        await Recorder.RecordAsync(record, Http.RequestAborted);
        Navigation.NavigateTo($"/drills/{Asset}#maintenance");
    }

    private void Fail(int status, string message)
    {
        Http.Response.StatusCode = status;
        _failure = message;
    }
}
