using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Api.Rest;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Core.WorkOrders;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.WorkOrders;

/// <summary>Work orders, and how well alarms told of what they found.</summary>
internal static class WorkOrderEndpoints
{
    private const int MaxListed = 10_000;

    public static void Map(RouteGroupBuilder api)
    {
        var orders = api.MapGroup("/work-orders").WithTags("Work orders");
        orders.MapGet("", ListAsync).Produces<WorkOrderContract[]>().ProducesValidationProblem()
            .WithSummary("Work orders in the order in which they are due; with Accept: text/csv as a file.");
        orders.MapGet("/{number:long}", GetAsync).Produces<WorkOrderDetailContract>().ProducesProblem(404)
            .WithSummary("One work order with what was found and all its revisions.");
        orders.MapPost("", RaiseAsync).RequireAuthorization(AccessPolicies.Operator)
            .Produces<WorkOrderContract>(201).ProducesValidationProblem().ProducesProblem(404)
            .WithSummary("Raises a work order for an asset or from alarms, which fill in what is not given. Operators, engineers and "
                + "admins.");
        orders.MapPatch("/{number:long}", ChangeAsync).RequireAuthorization(AccessPolicies.Operator)
            .Produces<WorkOrderContract>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Changes a work order, whose revision must be the one that was read. Operators, engineers and admins.");
        orders.MapPost("/{number:long}/close", CloseAsync).RequireAuthorization(AccessPolicies.Operator)
            .Produces<WorkOrderContract>().ProducesValidationProblem().ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Closes a work order with what was found, which labels the history. Operators, engineers and admins.");
        api.MapGet("/alarm-rules/precision", GetPrecisionAsync).Produces<AlarmFiguresContract[]>().ProducesValidationProblem()
            .WithTags("Work orders")
            .WithSummary("Precision, recall and lead time of alarms per rule, per version of it and per model, from what was found.");
    }

    private static async Task<IResult> ListAsync(
        string? state, string? asset, string? failureMode, string? assignee, string? overdue, string? limit, HttpContext context,
        UserContext user, IConditionStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (parameters, now) = (new Parameters(clock), UnixMicros.Now(clock));
        var filter = new WorkOrderSearch(state, asset, failureMode, assignee, overdue).Filter(parameters, now);
        var max = parameters.Whole("limit", limit, otherwise: 1000, low: 1, high: MaxListed);
        if (!parameters.AreValid) return parameters.Problem();
        var found = await WorkOrdersQuery.ListAsync(store, filter, user.Scope, max, cancellationToken);
        if (!context.Request.Headers.Accept.ToString().Contains(CsvDownload.ContentType, StringComparison.OrdinalIgnoreCase))
            return TypedResults.Ok(found.Select(o => WorkOrderContract.Of(o, now)).ToArray());
        await WorkOrderCsv.SendAsync(context.Response, found, cancellationToken);
        return TypedResults.Empty;
    }

    private static async Task<IResult> GetAsync(
        long number, LiveFleet fleet, UserContext user, IConditionStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var revisions = await WorkOrdersQuery.RevisionsAsync(store, number, cancellationToken);
        if (revisions.Count == 0 || AssetEndpoints.Find(fleet, user, revisions[0].Asset) is null) return Unknown(number);
        var findings = await MaintenanceRecordsQuery.OfWorkOrderAsync(store, number, cancellationToken);
        WorkOrderContract[] told = [.. revisions.Select(r => WorkOrderContract.Of(r, UnixMicros.Now(clock)))];
        return TypedResults.Ok(new WorkOrderDetailContract(told[0], [.. findings.Select(MaintenanceContract.Of)], told));
    }

    private static Task<IResult> RaiseAsync(
        WorkOrderRaising body, UserContext user, WorkOrderEditing editing, TimeProvider clock, CancellationToken cancellationToken) =>
        AnswerAsync(clock, parameters => editing.RaiseAsync(body, user, parameters, cancellationToken), isNew: true);

    private static Task<IResult> ChangeAsync(
        long number, WorkOrderChange body, UserContext user, WorkOrderEditing editing, TimeProvider clock,
        CancellationToken cancellationToken) =>
        AnswerAsync(clock, parameters => editing.ChangeAsync(number, body, user, parameters, cancellationToken));

    private static Task<IResult> CloseAsync(
        long number, WorkOrderClosing body, UserContext user, WorkOrderEditing editing, TimeProvider clock,
        CancellationToken cancellationToken) =>
        AnswerAsync(clock, parameters => editing.CloseAsync(number, body, user, parameters, cancellationToken));

    private static async Task<IResult> AnswerAsync(TimeProvider clock, Func<Parameters, Task<WorkOrder?>> edit, bool isNew = false)
    {
        var parameters = new Parameters(clock);
        try
        {
            if (await edit(parameters) is not { } order) return parameters.Problem();
            var told = WorkOrderContract.Of(order, UnixMicros.Now(clock));
            return isNew ? TypedResults.Created($"/api/v1/work-orders/{order.Number}", told) : TypedResults.Ok(told);
        }
        catch (WorkOrderRefusedException refused)
        {
            return TypedResults.Problem(refused.Message, title: "Nothing was changed.",
                statusCode: refused.IsConflict ? StatusCodes.Status409Conflict : StatusCodes.Status404NotFound);
        }
    }

    private static async Task<IResult> GetPrecisionAsync(
        string? horizonHours, UserContext user, AlarmPrecisionReader reader, TimeProvider clock, HttpContext context,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var hours = parameters.Whole("horizonHours", horizonHours, (int)AlarmPrecision.Horizon.TotalHours, low: 1, high: 10_000);
        if (!parameters.AreValid) return parameters.Problem();
        var (figures, incomplete) = await reader.ReadAsync(user.Scope, TimeSpan.FromHours(hours), cancellationToken);
        if (incomplete is not null) context.Response.Headers[AlarmEndpoints.Incomplete] = incomplete;
        return TypedResults.Ok(figures.Select(AlarmFiguresContract.Of).ToArray());
    }

    private static ProblemHttpResult Unknown(long number) => TypedResults.Problem(
        $"number: there is no work order {number} that you may see.", statusCode: StatusCodes.Status404NotFound);
}
