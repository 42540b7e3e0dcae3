using Maintenance.Api.Access;
using Maintenance.Api.Rest;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Pages;

/// <summary>Work orders by due date; the filter is in the address.</summary>
public sealed partial class WorkOrders
{
    private const int MaxShown = 500;
    private IReadOnlyList<WorkOrder> _orders = [];
    private string? _failure;
    private long _now;

    [Inject] private IConditionStore Store { get; set; } = null!;

    [Inject] private UserContext Context { get; set; } = null!;

    [Inject] private TimeProvider Clock { get; set; } = null!;

    [CascadingParameter] private HttpContext Http { get; set; } = null!;

    [SupplyParameterFromQuery(Name = "state")] private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "asset")] private string? Asset { get; set; }

    [SupplyParameterFromQuery(Name = "failureMode")] private string? FailureMode { get; set; }

    [SupplyParameterFromQuery(Name = "assignee")] private string? Assignee { get; set; }

    [SupplyParameterFromQuery(Name = "overdue")] private string? Overdue { get; set; }

    private string FileUrl => "/work-orders/csv" + QueryString.Create(new KeyValuePair<string, string?>[]
        {
            new("state", State), new("asset", Asset), new("failureMode", FailureMode), new("assignee", Assignee), new("overdue", Overdue),
        }.Where(p => !string.IsNullOrEmpty(p.Value)));

    protected override async Task OnInitializedAsync()
    {
        _now = UnixMicros.Now(Clock);
        var parameters = new Parameters(Clock);
        var filter = new WorkOrderSearch(State, Asset, FailureMode, Assignee, Overdue).Filter(parameters, _now);
        if (!parameters.AreValid)
        {
            Http.Response.StatusCode = StatusCodes.Status400BadRequest;
            _failure = parameters.Message;
            return;
        }
        try
        {
            _orders = await WorkOrdersQuery.ListAsync(Store, filter, Context.Scope, MaxShown, Http.RequestAborted);
        }
        catch (StoreException error)
        {
            Http.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            _failure = $"The store is unavailable{error.Advice()}.";
        }
    }
}
