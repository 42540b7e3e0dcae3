using Maintenance.Api.Access;
using Maintenance.Api.Fleet;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Maintenance.Api.Rest;

/// <summary>Regions and assets.</summary>
internal static class AssetEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/regions", GetRegions).Produces<RegionContract[]>().WithTags("Fleet")
            .WithSummary("Regions the caller may see, with asset counts by grade.");
        api.MapGet("/assets", GetAssets).Produces<AssetContract[]>().WithTags("Fleet")
            .WithSummary("Assets with their newest condition, highest risk first.");
        api.MapGet("/assets/{asset}", GetAssetAsync).Produces<AssetDetailContract>().ProducesProblem(404).WithTags("Fleet")
            .WithSummary("One asset: location, condition, reasons, newest value of each channel.");
        api.MapPut("/assets/{asset}", PutAssetAsync).RequireAuthorization(AccessPolicies.Engineer)
            .Produces<AssetDetailContract>().ProducesValidationProblem().WithTags("Fleet")
            .WithSummary("Registers or moves a drill. Engineers and admins, within their regions.");
    }

    /// <summary>The drill, or null if it does not exist or the caller may not see its region: the two cases must look the same.</summary>
    public static DrillCondition? Find(LiveFleet fleet, UserContext user, string asset) =>
        fleet.Find(asset) is { } drill && user.Scope.Allows(drill.Asset.Region) ? drill : null;

    public static IResult Unknown(string asset) =>
        TypedResults.Problem($"asset: there is no asset '{asset}' that you may see.", statusCode: StatusCodes.Status404NotFound);

    private static Ok<RegionContract[]> GetRegions(LiveFleet fleet, UserContext user) => TypedResults.Ok(
        fleet.All.Where(d => user.Scope.Allows(d.Asset.Region))
            .GroupBy(d => d.Asset.Region, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => new RegionContract(
                g.Key, g.Count(), g.CountBy(d => d.Grade ?? "none").OrderBy(c => c.Key, StringComparer.Ordinal)
                    .ToDictionary(StringComparer.Ordinal),
                g.Min(d => JsonNumber.Finite(d.Assessed?.HealthIndex))))
            .ToArray());

    private static Ok<AssetContract[]> GetAssets(string? region, LiveFleet fleet, UserContext user, TimeProvider clock)
    {
        var now = UnixMicros.Now(clock);
        var seen = fleet.All.Where(d => user.Scope.Allows(d.Asset.Region));
        if (!string.IsNullOrWhiteSpace(region))
            seen = seen.Where(d => string.Equals(d.Asset.Region, region, StringComparison.OrdinalIgnoreCase));
        return TypedResults.Ok(FleetOrder.ByRisk(seen).Select(d => AssetContract.Of(d, now)).ToArray());
    }

    private static async Task<IResult> GetAssetAsync(
        string asset, LiveFleet fleet, UserContext user, IConditionStore store, TimeProvider clock, CancellationToken cancellationToken) =>
        Find(fleet, user, asset) is { } drill
            ? TypedResults.Ok(await DetailAsync(drill, store, clock, cancellationToken))
            : Unknown(asset);

    private static async Task<IResult> PutAssetAsync(
        string asset, AssetRegistration body, AssetRegistry registry, LiveFleet fleet, UserContext user, AssetRegistrar registrar,
        IConditionStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var registered = AssetRegistrar.Validate(asset, body, parameters);
        if (registered is null) return parameters.Problem();
        var mayMove = !registry.TryGet(asset, out var old) || user.Scope.Allows(old.Region);
        if (!mayMove || !user.Scope.Allows(registered.Region))
            return TypedResults.Problem($"Your regions are {user.Scope}; the asset's old and new region must both be among them.",
                statusCode: StatusCodes.Status403Forbidden);
        await registrar.RegisterAsync(registered, user.Name, cancellationToken);
        return TypedResults.Ok(await DetailAsync(fleet.Find(asset)!, store, clock, cancellationToken));
    }

    private static async Task<AssetDetailContract> DetailAsync(DrillCondition drill, IConditionStore store, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        var (asset, latest) = (drill.Asset, drill.Latest);
        IReadOnlyList<NewestValue> values = latest is null
            ? []
            : await NewestValuesQuery.RunAsync(store, asset.Id.Value, latest.EventTimeUnixMicros, cancellationToken);
        var summary = AssetContract.Of(drill, UnixMicros.Now(clock));
        return new AssetDetailContract(
            asset.Id.Value, asset.Region, asset.Site, asset.Rig, Known(asset.LatitudeDeg), Known(asset.LongitudeDeg),
            Known(asset.BitDiameterM),
            summary.HealthIndex, summary.Grade, summary.FailureMode, JsonNumber.Finite(drill.Assessed?.FailureProbability),
            latest?.DrillingState, summary.RulHours, ReasonContract.All(drill.Assessed?.Reasons),
            drill.Assessed is { } assessed
                ? UnixMicros.ToUtc(assessed.EventTimeUnixMicros) : null, summary.EventTime, summary.DataAgeSeconds, summary.OpenAlarms,
            [.. values.Select(v => new ChannelValueContract(
                v.Channel.Name, v.Channel.Mnemonic, v.Channel.Unit, v.Channel.Location, v.Value,
                UnixMicros.ToUtc(v.EventTimeUnixMicros)))]);
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
