using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
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

namespace Maintenance.Dashboard.Pages;

/// <summary>A work order: what it is, what can be done with it, and how it came to be.</summary>
public sealed partial class WorkOrderPage
{
    private IReadOnlyList<WorkOrder> _revisions = [];
    private IReadOnlyList<MaintenanceRecord> _findings = [];
    private string? _failure;
    private long _now;

    [Parameter] public long Number { get; set; }

    [Inject] private WorkOrderEditing Editing { get; set; } = null!;

    [Inject] private LiveFleet Live { get; set; } = null!;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private UserPreferences Preferences { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [Inject] private NavigationManager Navigation { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    protected override async Task OnInitializedAsync()
    {
        _now = UnixMicros.Now(Clock);
        try
        {
            var revisions = await WorkOrdersQuery.RevisionsAsync(Store, Number, Http.RequestAborted);
            if (revisions.Count > 0 && Live.Find(revisions[0].Asset) is { } drill && Context.Scope.Allows(drill.Asset.Region))
            {
                var findings = await MaintenanceRecordsQuery.OfWorkOrderAsync(Store, Number, Http.RequestAborted);
                (_revisions, _findings) = (revisions, [.. findings.OrderBy(f => f.EventTimeUnixMicros)]);
            }
            else Http.Response.StatusCode = StatusCodes.Status404NotFound;
        }
        catch (StoreException error)
        {
            Fail(StatusCodes.Status503ServiceUnavailable,
                $"The store is unavailable{error.Advice()}.");
        }
    }

    private Task ChangeAsync() => CarryOutAsync(parameters =>
        Editing.ChangeAsync(Number, WorkOrderForm.Change(Http.Request.Form), Context, parameters, Http.RequestAborted));

    private Task CloseAsync() => CarryOutAsync(parameters =>
        Editing.CloseAsync(Number, WorkOrderForm.Closing(Http.Request.Form), Context, parameters, Http.RequestAborted));

    private async Task CarryOutAsync(Func<Parameters, Task<WorkOrder?>> edit)
    {
        // Forms are rendered for operators only, but anybody can post them.
        if (!Context.Is(Role.Operator))
        {
            Fail(StatusCodes.Status403Forbidden, "Only operators, engineers and admins may change work orders.");
            return;
        }
        var parameters = new Parameters(Clock);
        try
        {
            if (await edit(parameters) is not null) Navigation.NavigateTo($"/work-orders/{Number}");
            else Fail(StatusCodes.Status400BadRequest, parameters.Message);
        }
        catch (WorkOrderRefusedException refused)
        {
            Fail(refused.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status404NotFound, refused.Message);
        }
    }

    private void Fail(int status, string message)
    {
        Http.Response.StatusCode = status;
        _failure = message;
    }
}
