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

    private static async Task<IResult> RaiseAsync(
        WorkOrderRaising body, LiveFleet fleet, UserContext user, WorkOrderDesk desk, WorkOrderDrafts drafts, Alarms.AlarmBook book,
        TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var (asset, alarms) = WorkOrderAlarms.Of(body.Asset, body.Alarms ?? [], book, parameters);
        if (!parameters.AreValid) return parameters.Problem();
        if (AssetEndpoints.Find(fleet, user, asset) is not { } drill) return AssetEndpoints.Unknown(asset);
        var reader = new WorkOrderReader(parameters, UnixMicros.Now(clock));
        var order = reader.With(drafts.Of(drill, alarms, reader.Priority(body.Priority)), body);
        if (!parameters.AreValid) return parameters.Problem();
        var raised = await desk.RaiseAsync(order, user.Name, body.RequestKey, cancellationToken);
        return TypedResults.Created($"/api/v1/work-orders/{raised.Number}", WorkOrderContract.Of(raised, UnixMicros.Now(clock)));
    }

    private static Task<IResult> ChangeAsync(
        long number, WorkOrderChange body, LiveFleet fleet, UserContext user, WorkOrderDesk desk, TimeProvider clock,
        CancellationToken cancellationToken) =>
        AnswerAsync(number, body.Revision, body.RequestKey, fleet, user, desk, clock, (order, reader, parameters) =>
        {
            var state = reader.Word("state", body.State, [.. WorkOrderStates.All.Where(s => s != WorkOrderStates.Done)]);
            return (reader.With(order, body) with { State = state ?? order.State }, []);
        }, cancellationToken);

    private static Task<IResult> CloseAsync(
        long number, WorkOrderClosing body, LiveFleet fleet, UserContext user, WorkOrderDesk desk, TimeProvider clock,
        CancellationToken cancellationToken) =>
        AnswerAsync(number, body.Revision, requestKey: null, fleet, user, desk, clock,
            (order, reader, _) => reader.Close(order, body, user.Name) ?? (order, []), cancellationToken);

    private static async Task<IResult> AnswerAsync(
        long number, int? revision, string? requestKey, LiveFleet fleet, UserContext user, WorkOrderDesk desk, TimeProvider clock,
        WorkOrderEdit edit, CancellationToken cancellationToken)
    {
        try
        {
            var known = await desk.FindAsync(number, cancellationToken);
            if (AssetEndpoints.Find(fleet, user, known.Asset) is null) return Unknown(number);
            var parameters = new Parameters(clock);
            if (revision is null) parameters.Refuse("revision", "is missing: the revision that was read.");
            edit(known, new WorkOrderReader(parameters, UnixMicros.Now(clock)), parameters);
            if (!parameters.AreValid) return parameters.Problem();
            var changed = await desk.ChangeAsync(number, revision!.Value, user.Name, requestKey,
                order => edit(order, new WorkOrderReader(parameters, UnixMicros.Now(clock)), parameters), cancellationToken);
            return TypedResults.Ok(WorkOrderContract.Of(changed, UnixMicros.Now(clock)));
        }
        catch (WorkOrderRefusedException refused)
        {
            return refused.IsConflict
                ? TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status409Conflict, title: "Nothing was changed.")
                : Unknown(number);
        }
    }

    private static async Task<IResult> GetPrecisionAsync(
        string? horizonHours, UserContext user, AlarmPrecisionReader reader, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var hours = parameters.Whole("horizonHours", horizonHours, (int)AlarmPrecision.Horizon.TotalHours, low: 1, high: 10_000);
        return parameters.AreValid
            ? TypedResults.Ok((await reader.ReadAsync(user.Scope, TimeSpan.FromHours(hours), cancellationToken))
                .Select(AlarmFiguresContract.Of).ToArray())
            : parameters.Problem();
    }

    private static ProblemHttpResult Unknown(long number) => TypedResults.Problem(
        $"number: there is no work order {number} that you may see.", statusCode: StatusCodes.Status404NotFound);

    private delegate (WorkOrder Order, IReadOnlyList<Core.Conditions.MaintenanceRecord> Records) WorkOrderEdit(
        WorkOrder order, WorkOrderReader reader, Parameters parameters);
}
