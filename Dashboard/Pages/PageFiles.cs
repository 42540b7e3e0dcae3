using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Api.Rest;
using Maintenance.Api.WorkOrders;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Dashboard.Pages;

/// <summary>
/// What pages show as CSV, at the address of the page followed by <c>/csv</c> and with its parameters: every page of a list, in the words,
/// units and zone of its reader. For programs there are the stored values in SI units and UTC by REST.
/// </summary>
internal static class PageFiles
{
    private const int MaxRows = 100_000;

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/alarms/csv", Alarms).ExcludeFromDescription();
        routes.MapGet("/alarms/{id}/csv", HistoryAsync).ExcludeFromDescription();
        routes.MapGet("/alarms/performance/csv", PerformanceAsync).ExcludeFromDescription();
        routes.MapGet("/work-orders/csv", WorkOrdersAsync).ExcludeFromDescription();
    }

    private static ShownTable Alarms(HttpRequest request, [FromServices] AlarmBook book, [FromServices] AssetRegistry registry,
        [FromServices] UserContext user, [FromServices] UserPreferences preferences, [FromServices] TimeProvider clock) =>
        new AlarmsView(book.All, registry, user.Scope, AlarmFilter.Of(request.QueryString.Value ?? ""), preferences, UnixMicros.Now(clock))
            .File;

    private static async Task<IResult> HistoryAsync(string id, [FromServices] AlarmBook book, [FromServices] AlarmPast past,
        [FromServices] AssetRegistry registry, [FromServices] IConditionStore store, [FromServices] UserContext user,
        [FromServices] UserPreferences preferences, [FromServices] TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!Alarm.TrySplit(id, out var asset, out var rule) || !user.Scope.AllowsRowsOf(asset, registry)) return TypedResults.NotFound();
        var alarm = book.Find(id) ?? (await past.HistoryAsync(asset, rule, UnixMicros.Now(clock), cancellationToken))?.Alarm;
        if (alarm is null) return TypedResults.NotFound();
        var life = await AlarmLifeQuery.RunAsync(store, asset, rule, MaxRows, cancellationToken);
        return AlarmHistoryLine.File(AlarmHistoryLine.Of(life, alarm.Definition, preferences), preferences);
    }

    private static async Task<IResult> PerformanceAsync([AsParameters] PerformanceChoice.Query query,
        [FromServices] AlarmPerformanceReport report, [FromServices] AlarmRules rules, [FromServices] UserContext user,
        [FromServices] UserPreferences preferences, [FromServices] TimeProvider clock, CancellationToken cancellationToken)
    {
        var choice = PerformanceChoice.Of(query, clock);
        if (choice.Complaint is { } complaint) return TypedResults.Problem(complaint, statusCode: StatusCodes.Status400BadRequest);
        var figures = await report.OfAsync(choice.Window, user.Scope, choice.Region, cancellationToken);
        return new PerformanceView(figures, rules.Current, preferences).File;
    }

    private static async Task<IResult> WorkOrdersAsync([AsParameters] WorkOrderSearch search, [FromServices] IConditionStore store,
        [FromServices] UserContext user, [FromServices] UserPreferences preferences, [FromServices] TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (parameters, now) = (new Parameters(clock), UnixMicros.Now(clock));
        var filter = search.Filter(parameters, now);
        if (!parameters.AreValid) return TypedResults.Problem(parameters.Message, statusCode: StatusCodes.Status400BadRequest);
        var orders = await WorkOrdersQuery.ListAsync(store, filter, user.Scope, MaxRows, cancellationToken);
        return WorkOrderLine.File(orders.Select(o => WorkOrderLine.Of(o, now, preferences)), preferences);
    }
}
