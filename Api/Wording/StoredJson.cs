using System.Text.Json;

namespace Maintenance.Api.Wording;

/// <summary>Reads the JSON that Scoring stores in text columns; a key of another kind counts as missing.</summary>
internal static class StoredJson
{
    /// <summary>Reads a text.</summary>
    /// <param name="json">Stored text; null or blank gives <paramref name="none"/>.</param>
    /// <param name="kind">Kind of the root.</param>
    /// <param name="read">Reads the root, entirely: it is gone afterwards.</param>
    /// <param name="none">Result without a text.</param>
    /// <param name="otherwise">Result of a text that is no JSON of that kind.</param>
    public static T Read<T>(string? json, JsonValueKind kind, Func<JsonElement, T> read, T none, Func<string, T> otherwise)
    {
        if (string.IsNullOrWhiteSpace(json)) return none;
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == kind ? read(document.RootElement) : otherwise(json);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter: an unpaired surrogate
        {
            return otherwise(json);
        }
    }

    /// <summary>A text; null when there is none.</summary>
    public static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    /// <summary>A number; null when there is none.</summary>
    public static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
