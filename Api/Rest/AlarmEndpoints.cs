using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>Alarms, and the actions of operators; what operators do is in <see cref="AlarmActionEndpoints"/>.</summary>
internal static class AlarmEndpoints
{
    /// <summary>Header of the list that says why it may not be complete.</summary>
    public const string Incomplete = "Alarms-Incomplete";

    private const int MaxEvents = 1_000;

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/alarms", GetAlarmsAsync).Produces<AlarmContract[]>().ProducesValidationProblem().ProducesProblem(410)
            .WithTags("Alarms")
            .WithSummary("Alarms, most urgent first: those not at rest, or with asOf as they were known then; 410 when that has been "
                + "deleted by retention. Accept: text/csv gives CSV.");
        api.MapGet("/alarms/{id}", GetAlarmAsync).Produces<AlarmDetailContract>().ProducesValidationProblem().ProducesProblem(404)
            .ProducesProblem(410).WithTags("Alarms")
            .WithSummary("One alarm: guidance, history of states, events with all corrections, and actions; with asOf as known then.");
        api.MapGet("/alarm-engine", (AlarmEngine engine) => AlarmEngineContract.Of(engine.Status)).Produces<AlarmEngineContract>()
            .WithTags("Alarms")
            .WithSummary("Until when alarms are judged, by partition of the telemetry log; complete is false while alarms may be missing.");
        api.MapGet("/operator-actions", GetActionsAsync).Produces<OperatorActionContract[]>().ProducesValidationProblem().WithTags("Alarms")
            .WithSummary("What operators did, newest first: a chain by hash. Accept: text/csv gives CSV.");
        api.MapGet("/operator-actions/verification",
                (IConditionStore store, CancellationToken cancellationToken) => AuditVerification.RunAsync(store, cancellationToken))
            .RequireAuthorization(AccessPolicies.WholeFleet).Produces<AuditVerification>().WithTags("Alarms")
            .WithSummary("Whether the chain of operator actions is whole, and its first broken link.");
        AlarmActionEndpoints.Map(api);
    }

    private static async Task<IResult> GetAlarmsAsync(
        [AsParameters] AlarmFilter filter, HttpRequest request, AlarmBook book, AlarmEngine engine, AlarmPast past, AssetRegistry registry,
        UserContext user, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var chosen = filter.Read(parameters);
        var limit = parameters.Whole("limit", filter.Limit, otherwise: 1_000, low: 1, high: 100_000);
        var asOf = parameters.Time("asOf", filter.AsOf, UnixMicros.None);
        if (!parameters.AreValid) return parameters.Problem();
        if (asOf == UnixMicros.None && engine.Status.Complaint is { } complaint)
            request.HttpContext.Response.Headers[Incomplete] = complaint;
        if (asOf != UnixMicros.None && await past.AgedAsync(asOf, cancellationToken) is { } aged) return Aged(aged);
        IEnumerable<Alarm> all = asOf == UnixMicros.None
            ? book.All.Where(a => a.State != AlarmState.Normal || chosen.Wants(AlarmState.Normal))
            : await past.AsOfAsync(asOf, cancellationToken);
        var found = all
            .Select(a => (Alarm: a, Asset: registry.TryGet(a.Asset, out var asset) ? asset : null))
            .Where(a => (user.Scope.IsAll || (a.Asset is { } asset && user.Scope.Allows(asset.Region))) && chosen.Matches(a.Alarm, a.Asset))
            .OrderBy(a => Rank(a.Alarm)).ThenByDescending(a => a.Alarm.IsFirstOut).ThenByDescending(a => a.Alarm.OnsetUnixMicros)
            .ThenBy(a => a.Alarm.Id, StringComparer.Ordinal)
            .Take(limit).Select(a => AlarmContract.Of(a.Alarm, a.Asset)).ToArray();
        return CsvOfRecords.Wanted(request) ? new CsvOfRecords<AlarmContract>(found, "alarms.csv") : TypedResults.Ok(found);
    }

    private static async Task<IResult> GetAlarmAsync(
        string id, string? asOf, AlarmPast past, AssetRegistry registry, UserContext user, IConditionStore store, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var time = parameters.Time("asOf", asOf, UnixMicros.Now(clock));
        if (!parameters.AreValid) return parameters.Problem();
        if (await past.AgedAsync(time, cancellationToken) is { } aged) return Aged(aged);
        if (!Alarm.TrySplit(id, out var asset, out var rule) || !user.Scope.AllowsRowsOf(asset, registry)
            || await past.HistoryAsync(asset, rule, time, cancellationToken) is not { } found) return Unknown(id);
        var utc = UnixMicros.ToUtc(time);
        var events = await AlarmEventsQuery.OfAlarmAsync(store, asset, rule, utc, MaxEvents, cancellationToken);
        var actions = await OperatorActionsQuery.OfAlarmAsync(store, asset, rule, utc, MaxEvents, cancellationToken);
        var definition = found.Alarm.Definition;
        return TypedResults.Ok(new AlarmDetailContract(
            AlarmContract.Of(found.Alarm, registry.TryGet(asset, out var known) ? known : null), definition.Cause, definition.Consequence,
            definition.Action, definition.TimeToRespond.TotalSeconds, definition.Display, definition.Version,
            [.. found.Steps.Select(AlarmStepContract.Of)], [.. events.Select(AlarmEventContract.Of)],
            [.. actions.Select(OperatorActionContract.Of)]));
    }

    private static async Task<IResult> GetActionsAsync(
        string? asset, string? rule, string? actor, string? action, string? limit, HttpRequest request, UserContext user,
        IConditionStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var max = parameters.Whole("limit", limit, otherwise: 1_000, low: 1, high: 100_000);
        if (!parameters.AreValid) return parameters.Problem();
        var filter = new RowFilter(user.Scope);
        filter.Equal("asset", asset);
        filter.Equal("rule", rule);
        filter.Equal("actor", actor);
        filter.Equal("action", action);
        var rows = await OperatorActionsQuery.NewestAsync(store, filter, max, cancellationToken);
        OperatorActionContract[] found = [.. rows.Select(OperatorActionContract.Of)];
        return CsvOfRecords.Wanted(request) ? new CsvOfRecords<OperatorActionContract>(found, "operator-actions.csv")
            : TypedResults.Ok(found);
    }

    private static ProblemHttpResult Aged(string why) => TypedResults.Problem($"asOf: {why}", statusCode: StatusCodes.Status410Gone);

    public static IResult Unknown(string id) =>
        TypedResults.Problem($"id: there is no alarm '{id}' that you may see.", statusCode: StatusCodes.Status404NotFound);

    // What asks for somebody first, then by priority.
    private static int Rank(Alarm alarm) => (alarm.IsAnnunciated ? 0 : 100) - (10 * (int)(alarm.HighestSinceAcknowledged ?? alarm.Priority))
        + (alarm.State == AlarmState.Unacknowledged ? 0 : 1);
}
