using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Maintenance.Dashboard.Display;

/// <summary>
/// A route's or a rota's definition as fields and rows of fields. A row that is left empty counts for nothing, so that rows are added and
/// removed without a script.
/// </summary>
internal abstract class SettingForm
{
    private readonly Dictionary<string, SettingInput> _byPath = new(StringComparer.Ordinal);
    private readonly List<string> _faults = [];

    /// <summary>Fields that there are once, by their heading.</summary>
    public IReadOnlyList<(string Heading, IReadOnlyList<SettingInput> Inputs)> Sections { get; protected set; } = [];

    /// <summary>Rows of fields, shown before the last section.</summary>
    public IReadOnlyList<SettingRows> Groups { get; protected set; } = [];

    /// <summary>What is wrong beside the fields: what belongs to none of them.</summary>
    public IReadOnlyList<string> Faults => _faults;

    /// <summary>The fields in which something is wrong.</summary>
    public IEnumerable<SettingInput> Wrong => All.Where(i => i.Error is not null);

    /// <summary>Name of the field that was just added, to go on with.</summary>
    public string? Added { get; private set; }

    private IEnumerable<SettingInput> All => [.. Groups.SelectMany(g => g.Rows).SelectMany(r => r), .. Sections.SelectMany(s => s.Inputs)];

    /// <summary>The definition that is entered; null when a field cannot be read, which then says why.</summary>
    public JsonObject? Definition()
    {
        _byPath.Clear();
        var definition = Read();
        return Wrong.Any() ? null : definition;
    }

    /// <summary>Says beside the fields what was refused.</summary>
    public void Show(IEnumerable<(string Field, string Message)> faults)
    {
        foreach (var (field, message) in faults)
        {
            if (InputOf(field) is { } input) input.Error = input.Error is null ? message : $"{input.Error} {message}";
            else _faults.Add($"{field} {message}");
        }
    }

    /// <summary>Reads what is entered.</summary>
    protected abstract JsonObject Read();

    /// <summary>Reads a field, which says so when it cannot be read; null when it is empty.</summary>
    /// <param name="input">The field.</param>
    /// <param name="path">Its path in the definition.</param>
    /// <param name="zone">Zone of local times.</param>
    protected JsonNode? Read(SettingInput input, string path, TimeZoneInfo? zone = null)
    {
        _byPath[path] = input;
        return SettingValue.Read(input, zone);
    }

    /// <summary>Says which field a path of the definition is about.</summary>
    protected void Note(string path, SettingInput input) => _byPath[path] = input;

    /// <summary>A field by its name in a row or section.</summary>
    protected static SettingInput In(IEnumerable<SettingInput> inputs, string name) =>
        inputs.First(i => i.Name == name || i.Name.EndsWith($"-{name}", StringComparison.Ordinal));

    /// <summary>Rows of a posted form, after what its button asked for: a row more, or one less.</summary>
    /// <param name="posted">The form.</param>
    /// <param name="key">Name of the rows.</param>
    /// <param name="fields">Makes the fields of a row, by the name of each.</param>
    protected IReadOnlyList<IReadOnlyList<SettingInput>> Rows(
        IFormCollection posted, string key, Func<int, Func<string, string>, IReadOnlyList<SettingInput>> fields)
    {
        var (action, rows) = (posted["action"].ToString(), new List<IReadOnlyList<SettingInput>>());
        var count = int.TryParse(posted[$"{key}-count"], out var n) ? Math.Clamp(n, 0, SettingValue.MaxRows) : 0;
        for (var i = 0; i < count; i++)
            if (action != $"drop-{key}-{i}")
            {
                var at = i;
                rows.Add(fields(rows.Count, name => SettingValue.Posted(posted, $"{key}-{at}-{name}")));
            }
        if (action != $"add-{key}" || rows.Count == SettingValue.MaxRows) return rows;
        rows.Add(fields(rows.Count, static _ => ""));
        Added = rows[^1][0].Name;
        return rows;
    }

    // That of the path, or of the nearest one above it.
    private SettingInput? InputOf(string path)
    {
        for (var at = path; at.Length > 0; at = at[..Math.Max(0, at.LastIndexOfAny(['.', '[']))])
            if (_byPath.TryGetValue(at, out var input)) return input;
        return null;
    }
}
