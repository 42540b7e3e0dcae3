using Maintenance.Api.Access;
using Maintenance.Api.Alarms;
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
        api.MapPost("/assets", PostAssetsAsync).RequireAuthorization(AccessPolicies.Engineer)
            .Produces<AssetsRegistered>().ProducesProblem(400)
            .ProducesProblem(415).WithTags("Fleet")
            .WithSummary("Registers or moves up to 100,000 drills, all or none. Engineers and admins, within their regions.");
        api.MapGet("/assets/{asset}", GetAssetAsync).Produces<AssetDetailContract>().ProducesProblem(404).WithTags("Fleet")
            .WithSummary("One asset: location, condition, reasons, newest value of each channel.");
        api.MapPut("/assets/{asset}", PutAssetAsync).RequireAuthorization(AccessPolicies.Engineer)
            .Produces<AssetDetailContract>().ProducesValidationProblem().WithTags("Fleet")
            .WithSummary("Registers or moves a drill. Engineers and admins, within their regions.");
        api.MapDelete("/assets/{asset}", DeleteAssetAsync).RequireAuthorization(AccessPolicies.Engineer)
            .Produces(204).ProducesProblem(404).WithTags("Fleet")
            .WithSummary("Removes a drill from the fleet; its data stays. Engineers and admins, within their regions.");
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
                g.Min(d => JsonNumber.Finite(d.Current?.HealthIndex))))
            .ToArray());

    private static Ok<AssetContract[]> GetAssets(string? region, LiveFleet fleet, AlarmBook alarms, UserContext user,
        TimeProvider clock)
    {
        var now = UnixMicros.Now(clock);
        var seen = fleet.All.Where(d => user.Scope.Allows(d.Asset.Region));
        if (!string.IsNullOrWhiteSpace(region))
            seen = seen.Where(d => string.Equals(d.Asset.Region, region, StringComparison.OrdinalIgnoreCase));
        return TypedResults.Ok(FleetOrder.ByRisk(seen, now)
            .Select(d => AssetContract.Of(d, alarms.OpenOf(d.Asset.Id.Value), now)).ToArray());
    }

    private static async Task<IResult> GetAssetAsync(
        string asset, LiveFleet fleet, AlarmBook alarms, UserContext user, IConditionStore store, TimeProvider clock,
        CancellationToken cancellationToken) =>
        Find(fleet, user, asset) is { } drill
            ? TypedResults.Ok(await DetailAsync(drill, alarms, store, clock, cancellationToken))
            : Unknown(asset);

    private static async Task<IResult> PutAssetAsync(
        string asset, AssetRegistration body, AssetRegistry registry, LiveFleet fleet, UserContext user, AssetRegistrar registrar,
        AlarmBook alarms, IConditionStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var parameters = new Parameters(clock);
        var registered = AssetRegistrar.Validate(asset, body, parameters);
        if (registered is null) return parameters.Problem();
        if (!MayRegister(registered, registry, user))
            return TypedResults.Problem(ForeignRegion(user), statusCode: StatusCodes.Status403Forbidden);
        await registrar.RegisterAsync(registered, user.Name, cancellationToken);
        return TypedResults.Ok(await DetailAsync(fleet.Find(asset)!, alarms, store, clock, cancellationToken));
    }

    private static async Task<IResult> DeleteAssetAsync(
        string asset, LiveFleet fleet, UserContext user, AssetRegistrar registrar, CancellationToken cancellationToken)
    {
        if (Find(fleet, user, asset) is null) return Unknown(asset);
        await registrar.RemoveAllAsync([asset], user.Name, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<IResult> PostAssetsAsync(
        HttpRequest request, AssetRegistry registry, UserContext user, AssetRegistrar registrar, TimeProvider clock,
        CancellationToken cancellationToken)
    {
        if (ListBody.TypeOf(request) is not { } mediaType) return ListBody.UnknownType(request);
        var body = await ListBody.BytesAsync(request, cancellationToken);
        try
        {
            var assets = AssetList.Read(body, mediaType, clock);
            if (assets.FirstOrDefault(a => !MayRegister(a, registry, user)) is { } foreign)
                return TypedResults.Problem($"Nothing was registered. {foreign.Id.Value}: {ForeignRegion(user)}",
                    statusCode: StatusCodes.Status403Forbidden);
            return TypedResults.Ok(await registrar.RegisterAllAsync(assets, user.Name, cancellationToken));
        }
        catch (ListException refused)
        {
            return TypedResults.Problem(refused.Message, statusCode: StatusCodes.Status400BadRequest, title: "The list is refused.");
        }
    }

    private static bool MayRegister(Asset asset, AssetRegistry registry, UserContext user) =>
        user.Scope.Allows(asset.Region) && (!registry.TryGet(asset.Id.Value, out var old) || user.Scope.Allows(old.Region));

    private static string ForeignRegion(UserContext user) =>
        $"Your regions are {user.Scope}; the asset's old and new region must both be among them.";

    private static async Task<AssetDetailContract> DetailAsync(
        DrillCondition drill, AlarmBook alarms, IConditionStore store, TimeProvider clock, CancellationToken cancellationToken)
    {
        var (asset, latest) = (drill.Asset, drill.Latest);
        IReadOnlyList<NewestValue> values = latest is null
            ? []
            : await NewestValuesQuery.RunAsync(store, asset.Id.Value, latest.EventTimeUnixMicros, cancellationToken);
        var summary = AssetContract.Of(drill, alarms.OpenOf(asset.Id.Value), UnixMicros.Now(clock));
        return new AssetDetailContract(
            asset.Id.Value, asset.Region, asset.Site, asset.Rig, Known(asset.LatitudeDeg), Known(asset.LongitudeDeg),
            Known(asset.BitDiameterM), asset.RigType, asset.AssetClass,
            summary.HealthIndex, summary.Grade, summary.FailureMode, JsonNumber.Finite(drill.Current?.FailureProbability),
            summary.NotAssessed, summary.LastAssessment, latest?.DrillingState, summary.RulHours, ReasonContract.All(latest?.Reasons),
            FindingContract.All(latest?.Findings), EvidenceContract.All(latest?.Evidence), summary.SensorFaults,
            (drill.Current ?? drill.Last) is { } assessed ? UnixMicros.ToUtc(assessed.EventTimeUnixMicros) : null, summary.EventTime,
            summary.DataAgeSeconds, summary.ClockAheadSeconds, summary.OpenAlarms,
            [.. values.Select(v => new ChannelValueContract(
                v.Channel.Name, v.Channel.Mnemonic, v.Channel.Unit, v.Channel.Location, v.Value,
                UnixMicros.ToUtc(v.EventTimeUnixMicros)))],
            [.. (asset.Locations ?? MeasurementLocations.None).Select(MeasurementLocationEntry.Of)]);
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;
}
