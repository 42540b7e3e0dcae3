using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Api.Rest;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.WorkOrders;
using Maintenance.Dashboard.Display;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>The form that raises a work order, with everything filled in that alarms and the drill's condition tell.</summary>
public sealed partial class WorkOrderNew
{
    private const int MaxSuggested = 500;
    private WorkOrder? _draft;
    private string[] _drills = [];
    private string? _failure;
    private string _key = "";

    [Inject] private WorkOrderEditing Editing { get; set; } = null!;

    [Inject] private LiveFleet Live { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "asset")] private string? Asset { get; set; }

    /// <summary>Alarms as <c>asset~rule</c>, each may be followed by <c>@</c> and its occurrence.</summary>
    [SupplyParameterFromQuery(Name = "alarm")] private string[]? Alarms { get; set; }

    protected override void OnInitialized()
    {
        _key = Guid.NewGuid().ToString("N");
        if (string.IsNullOrWhiteSpace(Asset) && Alarms is not { Length: > 0 })
        {
            _drills = [.. Live.All.Where(d => Context.Scope.Allows(d.Asset.Region)).Select(d => d.Asset.Id.Value)
                .Order(StringComparer.Ordinal).Take(MaxSuggested)];
            return;
        }
        var parameters = new Parameters(Clock);
        Try(parameters, () => _draft = Editing.Draft(
            new WorkOrderRaising { Asset = Asset, Alarms = WorkOrderForm.Alarms(Alarms) }, Context, parameters));
    }

    private async Task RaiseAsync()
    {
        var parameters = new Parameters(Clock);
        try
        {
            if (await Editing.RaiseAsync(WorkOrderForm.Raising(Http.Request.Form), Context, parameters, Http.RequestAborted) is { } raised)
                Navigation.NavigateTo($"/work-orders/{raised.Number}");
            else Fail(StatusCodes.Status400BadRequest, parameters.Message);
        }
        catch (WorkOrderRefusedException refused)
        {
            Fail(StatusCodes.Status404NotFound, refused.Message);
        }
    }

    private void Try(Parameters parameters, Action draft)
    {
        try
        {
            draft();
            if (!parameters.AreValid) Fail(StatusCodes.Status400BadRequest, parameters.Message);
        }
        catch (WorkOrderRefusedException refused)
        {
            Fail(StatusCodes.Status404NotFound, refused.Message);
        }
    }

    private void Fail(int status, string message)
    {
        Http.Response.StatusCode = status;
        _failure = message;
    }
}
