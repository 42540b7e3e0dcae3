using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>What became of the data: completeness, gaps, dead letters.</summary>
internal static class DataEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/completeness", GetCompletenessAsync).Produces<CompletenessContract[]>().WithTags("Data")
            .WithSummary("Readings sent, stored, duplicate, rejected, missing and late per asset.");
        api.MapGet("/completeness/gaps", GetGapsAsync).Produces<GapContract[]>().ProducesValidationProblem().WithTags("Data")
            .WithSummary("Gaps in event time, longest first. Give an asset: for the whole fleet this scans every "
                + "reading.");
        api.MapGet("/dead-letters", GetDeadLettersAsync).Produces<DeadLetterContract[]>().ProducesValidationProblem().WithTags("Data")
            .WithSummary("Newest dead letters, with reason and bytes.");
    }

    private static async Task<IResult> GetCompletenessAsync(
        AssetRegistry registry, UserContext user, IConditionStore store, CancellationToken cancellationToken)
    {
        var rows = await CompletenessQuery.RunAsync(store, cancellationToken);
        return TypedResults.Ok(rows.Where(r => user.Scope.AllowsRowsOf(r.Asset, registry)).Select(CompletenessContract.Of).ToArray());
    }

    private static async Task<IResult> GetGapsAsync(
        string? asset, string? limit, LiveFleet fleet, UserContext user, IConditionStore store, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var max = parameters.Whole("limit", limit, otherwise: 1_000, low: 1, high: 100_000);
        if (!parameters.AreValid) return parameters.Problem();
        if (asset is not null && AssetEndpoints.Find(fleet, user, asset) is null) return AssetEndpoints.Unknown(asset);
        var rows = await GapsQuery.RunAsync(store, user.Scope, asset, max, cancellationToken);
        return TypedResults.Ok(rows.Select(r => new GapContract(r.Asset, r.From, r.To, r.Seconds)).ToArray());
    }

    private static async Task<IResult> GetDeadLettersAsync(
        string? asset, string? reason, string? limit, UserContext user, IConditionStore store, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var max = parameters.Whole("limit", limit, otherwise: 100, low: 1, high: 1_000);
        if (!parameters.AreValid) return parameters.Problem();
        var rows = await DeadLettersQuery.RunAsync(store, user.Scope, Named(asset), Named(reason), max, cancellationToken);
        return TypedResults.Ok(rows.Select(DeadLetterContract.Of).ToArray());
    }

    private static string? Named(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
