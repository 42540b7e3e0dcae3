using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Assets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>Alarms of any window.</summary>
internal static class AlarmHistoryEndpoints
{
    private static readonly TimeSpan DefaultRange = TimeSpan.FromDays(7);

    public static void Map(RouteGroupBuilder api) =>
        api.MapGet("/alarms/history", GetAsync).Produces<AlarmOccurrenceContract[]>().ProducesValidationProblem().WithTags("Alarms")
            .WithSummary("Each time that an alarm stood within at most 400 days, as now known, newest first; go on with to = the last "
                + "occurrence. Alarms-Incomplete says when retention has deleted some. Accept: text/csv gives CSV.");

    private static async Task<IResult> GetAsync(
        string? from, string? to, string? asset, string? rule, string? region, string? limit, HttpRequest request, UserContext user,
        AlarmHistory history, AlarmPast past, AlarmDefinitions definitions, AssetRegistry registry, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var range = parameters.Range(from, to, DefaultRange);
        var max = parameters.Whole("limit", limit, otherwise: 1_000, low: 1, high: 100_000);
        if (parameters.AreValid && range.Length > AlarmWindow.Longest)
            parameters.Refuse("from", $"{range.Length.TotalDays:0} days before to; allowed are {AlarmWindow.Longest.TotalDays:0}.");
        if (!parameters.AreValid) return parameters.Problem();
        if (await past.AgedAsync(range.FromUnixMicros, cancellationToken) is { } aged)
            request.HttpContext.Response.Headers[AlarmEndpoints.Incomplete] = aged;
        var found = await history.OfAsync(range, Wants, user.Scope, max, cancellationToken);
        AlarmOccurrenceContract[] contracts =
        [
            .. found.Select(f => AlarmOccurrenceContract.Of(
                f.Asset, f.Alarm, registry.TryGet(f.Asset, out var known) ? known : null, definitions)),
        ];
        return CsvOfRecords.Wanted(request) ? new CsvOfRecords<AlarmOccurrenceContract>(contracts, "alarm-history.csv")
            : TypedResults.Ok(contracts);

        bool Wants(string id, string? of) => AlarmFilter.Same(asset, id) && (of is null || AlarmFilter.Same(rule, of))
            && (string.IsNullOrWhiteSpace(region) || (registry.TryGet(id, out var known) && AlarmFilter.Same(region, known.Region)));
    }
}
