using Maintenance.Core.Assets;

namespace Maintenance.Api.Rest;

/// <summary>
/// Reads a list of assets, a JSON array or CSV with a head (<c>docs/rest.md</c>), whole or not at all: every wrong row is named, up to
/// <see cref="MaxNamedRows"/> of them.
/// </summary>
public static class AssetList
{
    /// <summary>Media type of the JSON form.</summary>
    public const string JsonType = ListBody.JsonType;

    /// <summary>Media type of the CSV form.</summary>
    public const string CsvType = ListBody.CsvType;

    /// <summary>Most assets in one list.</summary>
    public const int MaxAssets = 100_000;

    /// <summary>Most wrong rows that a refusal names; further ones are counted.</summary>
    public const int MaxNamedRows = 20;

    private static readonly string[] Required = ["asset", "region", "site", "rig"];

    /// <summary>Reads a list.</summary>
    /// <param name="body">The list, UTF-8.</param>
    /// <param name="mediaType"><see cref="JsonType"/> or <see cref="CsvType"/>.</param>
    /// <param name="clock">For the checks of parameters.</param>
    /// <exception cref="ListException">Not a list, too long, or rows that are wrong.</exception>
    public static IReadOnlyList<Asset> Read(byte[] body, string mediaType, TimeProvider clock)
    {
        var errors = new ListErrors("Nothing was registered.");
        var assets = new List<Asset>();
        var firstRows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, entry) in ListBody.Read<AssetListEntry>(body, mediaType, "assets", Required, errors))
        {
            if (number > MaxAssets) throw new ListException($"The list is longer than {MaxAssets:N0} assets; send it in parts.");
            if (entry is null) continue; // its error is already collected
            var parameters = new Parameters(clock);
            if (AssetRegistrar.Validate(entry.Asset ?? "", entry.Registration, parameters) is not { } asset)
                errors.Add(number, parameters.Message);
            else if (!firstRows.TryAdd(asset.Id.Value, number))
                errors.Add(number, $"asset: '{asset.Id.Value}' is already in row {firstRows[asset.Id.Value]}.");
            else assets.Add(asset);
        }
        errors.ThrowIfAny();
        if (assets.Count == 0) throw new ListException("The list is empty; expected at least one asset.");
        return assets;
    }
}
