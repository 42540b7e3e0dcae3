using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Maintenance.Core.Text;

namespace Maintenance.Core.Alarms;

/// <summary>Reads the fields of one JSON object, collects what is wrong with them, and refuses those that nobody asked for.</summary>
internal sealed class AlarmRuleFields(JsonObject json, string path, List<AlarmRuleError> errors)
{
    private const int MaxShown = 60;
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Path of a field of this object.</summary>
    public string PathOf(string name) => path.Length == 0 ? name : $"{path}.{name}";

    /// <summary>Records an error.</summary>
    public void Refuse(string name, string message) => errors.Add(new(name.Length == 0 ? path : PathOf(name), message));

    /// <summary>True when the field is there and not null.</summary>
    public bool Has(string name) => Ask(name) is not null;

    /// <summary>Text; null when absent or wrong.</summary>
    public string? Text(string name, int maxLength, bool isRequired)
    {
        if (Ask(name) is not { } value)
        {
            if (isRequired) Refuse(name, $"is missing; expected text of 1 to {maxLength} characters.");
            return null;
        }
        if (IsText(value) && value.GetValue<string>().Trim() is { Length: > 0 } text && text.Length <= maxLength
            && PrintableText.Escape(text) == text) return text;
        Refuse(name, $"is {Show(value)}; expected text of 1 to {maxLength} printable characters.");
        return null;
    }

    /// <summary>One of several words; null when absent or wrong.</summary>
    public string? OneOf(string name, IReadOnlyList<string> words)
    {
        if (Ask(name) is { } value)
        {
            if (IsText(value) && words.Contains(value.GetValue<string>(), StringComparer.Ordinal)) return value.GetValue<string>();
            Refuse(name, $"is {Show(value)}; expected one of {string.Join(", ", words)}.");
        }
        return null;
    }

    /// <summary>True or false.</summary>
    public bool Flag(string name, bool otherwise)
    {
        if (Ask(name) is not { } value) return otherwise;
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False) return value.GetValueKind() == JsonValueKind.True;
        Refuse(name, $"is {Show(value)}; expected true or false.");
        return otherwise;
    }

    /// <summary>A number in a range; null when absent or wrong.</summary>
    public double? Number(string name, double min, double max, string unit = "")
    {
        if (Ask(name) is not { } value) return null;
        if (value.GetValueKind() == JsonValueKind.Number && TryNumber(value, out var number) && number >= min && number <= max)
            return number;
        var ends = unit.Length == 0 ? "" : " " + unit;
        Refuse(name, string.Create(CultureInfo.InvariantCulture,
            $"is {Show(value)}; expected a number from {min} to {max}{ends}."));
        return null;
    }

    /// <summary>A duration in seconds, to the microsecond; null when absent or wrong.</summary>
    public TimeSpan? Seconds(string name, double min, double max) =>
        Number(name, min, max, "seconds") is { } seconds ? TimeSpan.FromMicroseconds(Math.Round(seconds * 1e6)) : null;

    /// <summary>A whole number; null when absent or wrong.</summary>
    public int? Whole(string name, int min, int max)
    {
        if (Number(name, min, max) is not { } number) return null;
        if (number == Math.Floor(number)) return (int)number;
        Refuse(name, string.Create(CultureInfo.InvariantCulture, $"is {number}; expected a whole number from {min} to {max}."));
        return null;
    }

    /// <summary>An object's fields; null when absent or wrong.</summary>
    public AlarmRuleFields? Object(string name, string expected)
    {
        if (Ask(name) is not { } value) return null;
        if (value is JsonObject nested) return new AlarmRuleFields(nested, PathOf(name), errors);
        Refuse(name, $"is {Show(value)}; expected {expected}.");
        return null;
    }

    /// <summary>Objects of an array; null when absent or wrong.</summary>
    public IReadOnlyList<AlarmRuleFields>? Objects(string name, int max, string expected)
    {
        if (Ask(name) is not { } value) return null;
        if (value is JsonArray array && array.Count > 0 && array.Count <= max && array.All(a => a is JsonObject))
            return [.. array.Select((a, i) => new AlarmRuleFields((JsonObject)a!, $"{PathOf(name)}[{i}]", errors))];
        Refuse(name, $"is {Show(value)}; expected an array of 1 to {max} {expected}.");
        return null;
    }

    /// <summary>Texts of an array; empty when absent or wrong.</summary>
    public IReadOnlyList<string> Texts(string name, IReadOnlyList<string> words)
    {
        if (Ask(name) is not { } value) return [];
        if (value is JsonArray array && array.All(a => IsText(a) && words.Contains(a!.GetValue<string>(), StringComparer.Ordinal)))
            return [.. array.Select(a => a!.GetValue<string>()).Distinct(StringComparer.Ordinal)];
        Refuse(name, $"is {Show(value)}; expected an array of {string.Join(", ", words)}.");
        return [];
    }

    /// <summary>Names of all fields that are not null, in the order written.</summary>
    public IReadOnlyList<string> Names => [.. json.Where(p => p.Value is not null).Select(p => p.Key)];

    /// <summary>Refuses the fields that nobody asked for.</summary>
    public void RefuseOthers(IReadOnlyList<string> known)
    {
        foreach (var (name, _) in json)
            if (!_asked.Contains(name)) Refuse(Shown(name), $"is not known; expected {string.Join(", ", known)}.");
    }

    private JsonNode? Ask(string name)
    {
        _asked.Add(name);
        return json[name];
    }

    private static bool IsText(JsonNode? value) => value is JsonValue && value.GetValueKind() == JsonValueKind.String;

    private static bool TryNumber(JsonNode value, out double number)
    {
        // A number made in memory need not be a double.
        return double.TryParse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number)
            && double.IsFinite(number);
    }

    private static string Show(JsonNode value) => Shown(value.ToJsonString());

    private static string Shown(string text)
    {
        var printable = PrintableText.Escape(text);
        return printable.Length <= MaxShown ? printable : printable[..MaxShown] + "…";
    }
}
