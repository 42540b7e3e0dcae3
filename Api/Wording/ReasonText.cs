using System.Text.Json;
using static Maintenance.Api.Wording.StoredJson;

namespace Maintenance.Api.Wording;

/// <summary>
/// Reads the JSON array of reasons that Scoring stores (<c>cause, descriptor, value, unit, usualLow, usualHigh, contribution</c>) and words
/// them in the reader's units. Anything in another format is shown as is rather than hidden.
/// </summary>
public static class ReasonText
{
    public static string? FirstOf(string? json, UnitSystem units) => Read(json, units) is [var first, ..] ? first.Text : null;

    public static IReadOnlyList<string> All(string? json, UnitSystem units) => [.. Read(json, units).Select(r => r.Text)];

    public static IReadOnlyList<Reason> Read(string? json, UnitSystem units) =>
        StoredJson.Read(json, JsonValueKind.Array, array => Read(array, units), [], text => [new Reason(text)]);

    /// <summary>Reads a parsed array; anything else has no reasons.</summary>
    public static IReadOnlyList<Reason> Read(JsonElement array, UnitSystem units) =>
        array.ValueKind == JsonValueKind.Array ? [.. array.EnumerateArray().Select(e => ReadOne(e, units))] : [];

    private static Reason ReadOne(JsonElement element, UnitSystem units)
    {
        if (element.ValueKind != JsonValueKind.Object) return new Reason(element.ToString());
        var (descriptor, unit) = (Text(element, "descriptor"), Text(element, "unit"));
        var (value, low, high) = (Number(element, "value"), Number(element, "usualLow"), Number(element, "usualHigh"));
        var shown = DisplayUnits.Of(unit ?? "1", units);
        var words = Text(element, "cause") ?? descriptor?.Replace('_', ' ') ?? "";
        if (value is { } v) words += $" {Short(shown.Convert(v))}{(shown.Symbol.Length > 0 ? "\u00a0" + shown.Symbol : "")}";
        if (low is { } l && high is { } h) words += $" (usual {Short(shown.Convert(l))} to {Short(shown.Convert(h))})";
        return new Reason(words, descriptor, value, unit, low, high, Number(element, "contribution"));
    }

    // Three digits are enough for an operator; never an exponent.
    private static string Short(double value) => Math.Abs(value) switch
    {
        >= 100 => value.ToString("N0"),
        >= 10 => value.ToString("0.#"),
        >= 1 => value.ToString("0.##"),
        _ => value.ToString("0.###"),
    };
}
