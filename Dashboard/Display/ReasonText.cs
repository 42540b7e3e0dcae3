using System.Text.Json;
using Maintenance.Core.Conditions;

namespace Maintenance.Dashboard.Display;

/// <summary>
/// Reads the JSON array of reasons that Scoring stores: objects with <c>text</c>, or with <c>descriptor</c>, <c>value</c> and a usual range.
/// A customer's tool may have written plain texts; both are understood.
/// </summary>
internal static class ReasonText
{
    public static string? FirstOf(string? json) => Read(json) is [var first, ..] ? first.Text : null;

    public static IReadOnlyList<string> All(string? json) => [.. Read(json).Select(r => r.Text)];

    public static IReadOnlyList<Reason> Read(string? json)
    {
        if (string.IsNullOrWhiteSpace(json)) return [];
        try
        {
            using var document = JsonDocument.Parse(json);
            return document.RootElement.ValueKind == JsonValueKind.Array
                ? [.. document.RootElement.EnumerateArray().Select(ReadOne)]
                : [new Reason(json, Contribution: null)];
        }
        catch (JsonException)
        {
            return [new Reason(json, Contribution: null)]; // shown as it is rather than hidden
        }
    }

    private static Reason ReadOne(JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object) return new Reason(element.ToString(), Contribution: null);
        var contribution = Number(element, "contribution");
        if (Text(element, "text") is { Length: > 0 } text) return new Reason(text, contribution);
        var name = Text(element, "descriptor") ?? Text(element, "feature") ?? Text(element, "name") ?? "";
        var descriptor = Descriptors.All.FirstOrDefault(d => string.Equals(d.Name, name, StringComparison.Ordinal));
        var words = descriptor?.Meaning ?? name.Replace('_', ' ');
        var unit = descriptor is null or { Unit: "1" } ? "" : " " + DisplayUnits.Of(descriptor.Unit, UnitSystem.Metric).Symbol;
        var value = Number(element, "value") is { } v ? $" {Scaled(descriptor, v):G4}{unit}" : "";
        var usual = (Number(element, "usualLow"), Number(element, "usualHigh")) is ({ } low, { } high)
            ? $" (usual {Scaled(descriptor, low):G3} to {Scaled(descriptor, high):G3})"
            : "";
        return new Reason(words + value + usual, contribution);
    }

    private static double Scaled(Descriptor? descriptor, double value) =>
        descriptor is null ? value : DisplayUnits.Of(descriptor.Unit, UnitSystem.Metric).Convert(value);

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetDouble() : null;
}
