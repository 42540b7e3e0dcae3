using System.Globalization;
using System.Text.RegularExpressions;
using Maintenance.Host.Composition;

namespace Maintenance.Host.Tests.Documents;

/// <summary>docs/operations/options.md lists the keys of the code, their types and defaults: no more, no less.</summary>
public sealed partial class OptionsDocumentTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs/operations/options.md"));

    [Fact]
    public void Every_key_of_the_code_is_documented_and_every_documented_key_exists() =>
        Documented().Select(d => d.Key).ShouldBe(Keys().Select(k => k.Key), ignoreOrder: true);

    [Fact]
    public void Types_and_defaults_are_those_of_the_code()
    {
        var documented = Documented().ToDictionary(d => d.Key, d => (d.Type, d.Default));
        foreach (var (key, type, value) in Keys())
        {
            documented[key].Type.ShouldBe(Word(type), key);
            if (!IsCollection(type)) documented[key].Default.ShouldBe(Text(value), key);
        }
    }

    [Fact]
    public void Every_role_is_documented()
    {
        foreach (var role in Enum.GetNames<HostRole>()) Document.ShouldContain($"\n| `{role}` |");
    }

    private static IEnumerable<(string Key, string Type, string Default)> Documented() =>
        Row().Matches(Document).Select(m => (m.Groups["key"].Value, m.Groups["type"].Value.Trim(), m.Groups["default"].Value.Trim()));

    private static IEnumerable<(string Key, Type Type, object? Default)> Keys() =>
        KnownOptions.Sections.SelectMany(s => s.SelectMany(options => Keys(s.Key, Activator.CreateInstance(options)!)));

    private static IEnumerable<(string Key, Type Type, object? Default)> Keys(string path, object options)
    {
        foreach (var property in options.GetType().GetProperties().Where(p => p.SetMethod is { IsPublic: true }))
        {
            var (key, value) = ($"{path}:{property.Name}", property.GetValue(options));
            if (value is not null && Word(property.PropertyType) == "section")
            {
                foreach (var inner in Keys(key, value)) yield return inner;
            }
            else
            {
                yield return (key, property.PropertyType, value);
            }
        }
    }

    private static bool IsCollection(Type type) => type.IsArray || type.IsGenericType;

    private static string Word(Type type)
    {
        if (type.IsEnum) return "word";
        if (type == typeof(string)) return "text";
        if (type == typeof(string[])) return "list of text";
        if (type == typeof(Dictionary<string, int>)) return "named whole numbers";
        if (type == typeof(bool)) return "true, false";
        if (type == typeof(TimeSpan)) return "duration";
        if (type == typeof(Uri)) return "address";
        if (type == typeof(double)) return "number";
        return type == typeof(int) || type == typeof(long) || type == typeof(ulong) ? "whole number" : "section";
    }

    private static string Text(object? value) => value switch
    {
        null => "none",
        "" => "`\"\"`",
        bool b => b ? "`true`" : "`false`",
        Uri address => $"`{address.OriginalString}`",
        IFormattable number => $"`{number.ToString(format: null, CultureInfo.InvariantCulture)}`",
        _ => $"`{value}`",
    };

    [GeneratedRegex(@"^\| `(?<key>[A-Z]\w+(:\w+)+)` \|(?<type>[^|]*)\|(?<default>[^|]*)\|", RegexOptions.Multiline
        | RegexOptions.ExplicitCapture)]
    private static partial Regex Row();
}
