using System.Globalization;
using System.Text.Json;

namespace Maintenance.Simulator.Scenarios;

/// <summary>
/// The fields of one JSON object, each to be asked for once; what was not asked for is refused at the end. Messages name the file, the
/// field, what was found and what is allowed.
/// </summary>
internal sealed class JsonFields
{
    private readonly string _file;
    private readonly string _path;
    private readonly JsonElement _object;
    private readonly List<string> _asked = [];

    /// <exception cref="InvalidDataException">Not an object, or a field is given twice.</exception>
    public JsonFields(string file, string path, JsonElement value)
    {
        (_file, _path, _object) = (file, path, value);
        if (value.ValueKind != JsonValueKind.Object) throw Wrong("", value.GetRawText(), "an object { … }");
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in value.EnumerateObject())
            if (!seen.Add(field.Name)) throw Wrong(field.Name, "given twice", "once");
    }

    /// <summary>True if the field is there and not null.</summary>
    public bool Has(string name) => Find(name) is not null;

    public string Text(string name) => Find(name) is { } value
        ? value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name, value.GetRawText(), "a text")
        : throw Absent(name, "a text");

    public string OneOf(string name, IReadOnlyList<string> allowed)
    {
        var text = Text(name);
        return allowed.Contains(text, StringComparer.Ordinal) ? text : throw Wrong(name, $"'{text}'", string.Join(", ", allowed));
    }

    public double Number(string name, double low, double high, double? otherwise = null)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"a number, {low} to {high}");
        if (Find(name) is not { } value) return otherwise ?? throw Absent(name, range);
        return value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && number >= low && number <= high
            ? number : throw Wrong(name, value.GetRawText(), range);
    }

    public long Whole(string name, long low, long high, long? otherwise = null)
    {
        var range = string.Create(CultureInfo.InvariantCulture, $"a whole number, {low} to {high}");
        if (Find(name) is not { } value) return otherwise ?? throw Absent(name, range);
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= low && number <= high
            ? number : throw Wrong(name, value.GetRawText(), range);
    }

    public bool Flag(string name, bool otherwise) => Find(name) switch
    {
        null => otherwise,
        { ValueKind: JsonValueKind.True } => true,
        { ValueKind: JsonValueKind.False } => false,
        { } value => throw Wrong(name, value.GetRawText(), "true or false"),
    };

    /// <summary>A duration: a number and s, min, h or d, for example <c>90 min</c>.</summary>
    public TimeSpan Duration(string name, TimeSpan low, TimeSpan high, TimeSpan? otherwise = null)
    {
        var allowed = $"a duration such as \"90 s\", \"45 min\", \"6 h\" or \"2 d\", {Words(low)} to {Words(high)}";
        if (Find(name) is not { } value) return otherwise ?? throw Absent(name, allowed);
        return value.ValueKind == JsonValueKind.String && TryDuration(value.GetString()!, out var span) && span >= low && span <= high
            ? span : throw Wrong(name, value.GetRawText(), allowed);
    }

    public DateTimeOffset? Time(string name)
    {
        if (Find(name) is not { } value) return null;
        return value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out var time) && time.Year is >= 1970 and < 2200
            ? time : throw Wrong(name, value.GetRawText(), "a time such as \"2026-04-01T00:00:00Z\", 1970 to 2199");
    }

    /// <summary>The objects of an array; none if the field is absent.</summary>
    public IEnumerable<JsonFields> Each(string name)
    {
        if (Find(name) is not { } value) yield break;
        if (value.ValueKind != JsonValueKind.Array) throw Wrong(name, value.GetRawText(), "an array [ … ]");
        var i = 0;
        foreach (var element in value.EnumerateArray()) yield return new JsonFields(_file, $"{PathOf(name)}[{i++}]", element);
    }

    /// <summary>Refuses fields that nobody asked for.</summary>
    /// <exception cref="InvalidDataException">There is one.</exception>
    public void RefuseOthers()
    {
        foreach (var field in _object.EnumerateObject())
            if (!_asked.Contains(field.Name, StringComparer.Ordinal))
                throw Wrong(field.Name, "not a field", string.Join(", ", _asked));
    }

    /// <summary>The error of a field.</summary>
    public InvalidDataException Wrong(string name, string found, string allowed) => new(
        $"{_file}: {(PathOf(name) is { Length: > 0 } path ? path : "the file")} is {Short(found)}; allowed: {allowed}.");

    private InvalidDataException Absent(string name, string allowed) => Wrong(name, "absent", allowed);

    private JsonElement? Find(string name)
    {
        if (!_asked.Contains(name, StringComparer.Ordinal)) _asked.Add(name);
        return _object.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    private string PathOf(string name) => _path.Length == 0 || name.Length == 0 ? _path + name : $"{_path}.{name}";

    private static bool TryDuration(string text, out TimeSpan span)
    {
        span = default;
        var digits = text.TakeWhile(c => char.IsAsciiDigit(c) || c == '.').Count();
        if (!double.TryParse(text.AsSpan(0, digits), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return false;
        double? seconds = text.AsSpan(digits).Trim() switch
        {
            "s" => 1,
            "min" => 60,
            "h" => 3_600,
            "d" => 86_400,
            _ => null,
        };
        if (seconds is not { } each || number * each > 1e10) return false;
        // Whole seconds: a block is one.
        span = TimeSpan.FromSeconds(Math.Round(number * each));
        return true;
    }

    private static string Words(TimeSpan span) => span switch
    {
        { TotalDays: >= 2 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalDays:0.#} d"),
        { TotalHours: >= 1 } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0} s"),
    };

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";
}
