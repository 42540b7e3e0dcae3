using System.Globalization;
using Maintenance.Api.Access;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Api.Rest;

/// <summary>
/// Validates a registration and writes it: first the table, then the registry that Ingest reads, so that a crash between loses nothing.
/// </summary>
public sealed class AssetRegistrar(IConditionStore store, AssetRegistry registry, AuditTrail audit)
{
    private const double MaxBitDiameterM = 2;

    /// <summary>Null if something is invalid; <paramref name="parameters"/> then holds the errors.</summary>
    internal static Asset? Validate(string asset, AssetRegistration body, Parameters parameters)
    {
        if (!AssetId.TryParse(asset, out var id)) parameters.Refuse("asset", $"'{asset}' is not allowed; {NameRule}");
        Name("region", body.Region);
        Name("site", body.Site);
        Name("rig", body.Rig);
        if (body.RigType is { Length: > 0 } rigType) Name("rigType", rigType);
        if (body.AssetClass is { Length: > 0 } assetClass) Name("assetClass", assetClass);
        Number("latitude", body.Latitude, -90, 90);
        Number("longitude", body.Longitude, -180, 180);
        if (body.BitDiameterM is { } bit && !(bit > 0 && bit <= MaxBitDiameterM))
            parameters.Refuse("bitDiameterM", $"{bit} is not allowed; expected metres, greater than 0 and at most {MaxBitDiameterM}.");
        var locations = MeasurementLocationEntry.Check(id, body.MeasurementLocations, parameters.Refuse);
        return parameters.AreValid
            ? new Asset(id, body.Region!, body.Site!, body.Rig!, body.Latitude ?? double.NaN, body.Longitude ?? double.NaN,
                body.BitDiameterM ?? double.NaN)
            { RigType = body.RigType, AssetClass = body.AssetClass, Locations = locations }
            : null;

        void Name(string name, string? text)
        {
            if (!AssetId.TryParse(text, out _)) parameters.Refuse(name, $"'{text}' is not allowed; {NameRule}");
        }

        void Number(string name, double? value, double low, double high)
        {
            if (value is { } v && !(v >= low && v <= high))
                parameters.Refuse(name, $"{v} is not allowed; expected degrees from {low} to {high}.");
        }
    }

    /// <summary>Registers one asset; the audit names its place.</summary>
    internal Task RegisterAsync(Asset asset, string actor, CancellationToken cancellationToken)
    {
        var complete = registry.Complete(asset);
        var place = $"{asset.Region}/{asset.Site}/{asset.Rig}";
        var locations = complete.Locations is { Count: > 0 } known
            ? $", measured at {string.Join(", ", known.Select(l => l.Name))}" : "";
        var kind = string.Concat(((string?[])[complete.RigType, complete.AssetClass]).OfType<string>().Select(k => $", {k}"));
        return CommitAsync([complete], audit.Row(actor, "register-asset", asset.Id.Value, place + kind + locations), cancellationToken);
    }

    /// <summary>Registers a list in one transaction with one audit entry; assets that are known as they are stay untouched.</summary>
    /// <param name="assets">Different assets.</param>
    /// <param name="actor">Who registers them.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <exception cref="StoreException">The store cannot be written; nothing was registered.</exception>
    public async Task<AssetsRegistered> RegisterAllAsync(IReadOnlyList<Asset> assets, string actor, CancellationToken cancellationToken)
    {
        var registered = assets.Count(a => !registry.TryGet(a.Id.Value, out _));
        Asset[] written = [.. assets.Select(registry.Complete).Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a)];
        var answer = new AssetsRegistered(registered, written.Length - registered, assets.Count - written.Length);
        if (written.Length == 0) return answer;
        var detail = string.Create(CultureInfo.InvariantCulture,
            $"{answer.Registered} registered, {answer.Changed} changed, {answer.Unchanged} unchanged");
        await CommitAsync(written, audit.Row(actor, "register-assets", written[0].Id.Value, detail), cancellationToken);
        return answer;
    }

    /// <summary>
    /// Removes assets from the fleet in one transaction with one audit entry. What is stored of them stays and can be queried; telemetry
    /// that still comes is refused, and registering one again brings it back with its history.
    /// </summary>
    /// <param name="assets">Ids; those that are not registered are ignored.</param>
    /// <param name="actor">Who removes them.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <returns>Number of assets removed.</returns>
    /// <exception cref="StoreException">The store cannot be written; nothing was removed.</exception>
    public async Task<int> RemoveAllAsync(IReadOnlyList<string> assets, string actor, CancellationToken cancellationToken)
    {
        string[] known = [.. assets.Distinct(StringComparer.Ordinal).Where(a => registry.TryGet(a, out _))];
        if (known.Length == 0) return 0;
        var detail = known.Length == 1 ? null : string.Create(CultureInfo.InvariantCulture, $"and {known.Length - 1} more");
        await AssetRows.DeleteAsync(store, known, audit.Row(actor, "remove-asset", known[0], detail), cancellationToken);
        registry.Remove(known);
        return known.Length;
    }

    private async Task CommitAsync(Asset[] assets, AuditRow entry, CancellationToken cancellationToken)
    {
        await AssetRows.WriteAsync(store, assets, entry, cancellationToken);
        registry.AddOrReplace(assets);
    }

    private static string NameRule => $"expected 1 to {AssetId.MaxLength} of the characters A-Z a-z 0-9 . _ -";
}
