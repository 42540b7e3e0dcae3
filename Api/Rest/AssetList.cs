using System.Text.Json;
using Maintenance.Core.Assets;

namespace Maintenance.Api.Rest;

/// <summary>
/// Reads a list of assets, a JSON array or CSV with a head (<c>docs/rest.md</c>), whole or not at all: every wrong row is named, up to
/// <see cref="MaxNamedRows"/> of them.
/// </summary>
public static class AssetList
{
    /// <summary>Media type of the JSON form.</summary>
    public const string JsonType = "application/json";

    /// <summary>Media type of the CSV form.</summary>
    public const string CsvType = "text/csv";

    /// <summary>Most assets in one list.</summary>
    public const int MaxAssets = 100_000;

    /// <summary>Most wrong rows that a refusal names; further ones are counted.</summary>
    public const int MaxNamedRows = 20;

    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        AllowDuplicateProperties = false,
        NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict,
    };

    /// <summary>Reads a list.</summary>
    /// <param name="body">The list, UTF-8.</param>
    /// <param name="mediaType"><see cref="JsonType"/> or <see cref="CsvType"/>.</param>
    /// <param name="clock">For the checks of parameters.</param>
    /// <exception cref="AssetListException">Not a list, too long, or rows that are wrong.</exception>
    public static IReadOnlyList<Asset> Read(byte[] body, string mediaType, TimeProvider clock)
    {
        var errors = new AssetListErrors();
        var rows = mediaType == CsvType ? AssetListCsv.Read(body, errors) : ReadJson(body);
        var assets = new List<Asset>();
        var firstRows = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (number, entry) in rows)
        {
            if (number > MaxAssets) throw new AssetListException($"The list is longer than {MaxAssets:N0} assets; send it in parts.");
            if (entry is null) continue; // its error is already collected
            var parameters = new Parameters(clock);
            if (AssetRegistrar.Validate(entry.Asset ?? "", entry.Registration, parameters) is not { } asset)
                errors.Add(number, parameters.Message);
            else if (!firstRows.TryAdd(asset.Id.Value, number))
                errors.Add(number, $"asset: '{asset.Id.Value}' is already in row {firstRows[asset.Id.Value]}.");
            else assets.Add(asset);
        }
        errors.ThrowIfAny();
        if (assets.Count == 0) throw new AssetListException("The list is empty; expected at least one asset.");
        return assets;
    }

    private static IEnumerable<(int Number, AssetListEntry? Entry)> ReadJson(byte[] body)
    {
        AssetListEntry?[] entries;
        try
        {
            entries = JsonSerializer.Deserialize<AssetListEntry?[]>(WithoutByteOrderMark(body), Strict)
                ?? throw new AssetListException("The list is null; expected a JSON array of assets.");
        }
        catch (JsonException error)
        {
            throw new AssetListException($"Not a JSON array of assets: {JsonErrors.Message(error)}");
        }
        return entries.Select((entry, i) => (i + 1, (AssetListEntry?)(entry ?? new(null, null, null, null, null, null, null))));
    }

    private static ReadOnlySpan<byte> WithoutByteOrderMark(byte[] body) =>
        body.AsSpan().StartsWith("\uFEFF"u8) ? body.AsSpan(3) : body;
}
