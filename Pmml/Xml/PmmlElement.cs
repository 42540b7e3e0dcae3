using System.Globalization;

namespace Maintenance.Pmml.Xml;

/// <summary>One XML element as read: name without prefix, attributes, children, text and line. Knows how to refuse itself.</summary>
internal sealed class PmmlElement(string name, int line)
{
    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private readonly List<PmmlElement> _children = [];

    public string Name { get; } = name;

    public int Line { get; } = line;

    public string Text { get; set; } = string.Empty;

    public IReadOnlyList<PmmlElement> Children => _children;

    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _attributes;

    public IEnumerable<string> AttributeValues => _attributes.Select(a => a.Value);

    public void AddAttribute(string name, string value) => _attributes.Add(new(name, value));

    public void AddChild(PmmlElement child) => _children.Add(child);

    public void MoveToFront(PmmlElement? child)
    {
        if (child is null || !_children.Remove(child)) return;
        _children.Insert(0, child);
    }

    public PmmlException Refuse(string reason) => new(Name, Line, reason);

    public string? Optional(string attribute)
    {
        foreach (var (key, value) in _attributes)
            if (string.Equals(key, attribute, StringComparison.Ordinal)) return value;
        return null;
    }

    public string Required(string attribute) =>
        Optional(attribute) ?? throw Refuse($"attribute '{attribute}' is required.");

    public double Number(string attribute) => ParseNumber(Required(attribute), attribute);

    public double Number(string attribute, double otherwise) =>
        Optional(attribute) is { } text ? ParseNumber(text, attribute) : otherwise;

    public bool Flag(string attribute, bool otherwise) => Optional(attribute) switch
    {
        null => otherwise,
        "true" or "1" => true,
        "false" or "0" => false,
        var other => throw Refuse($"attribute '{attribute}' must be true or false, found '{other}'."),
    };

    /// <summary>The value of an attribute's keyword; refuses unlisted keywords.</summary>
    public T Word<T>(string attribute, T otherwise, params ReadOnlySpan<(string Word, T Value)> words)
    {
        if (Optional(attribute) is not { } text) return otherwise;
        foreach (var (word, value) in words)
            if (string.Equals(word, text, StringComparison.Ordinal)) return value;
        throw Refuse($"{attribute}=\"{text}\" is not supported.");
    }

    public PmmlElement? Child(string name)
    {
        foreach (var child in _children)
            if (string.Equals(child.Name, name, StringComparison.Ordinal)) return child;
        return null;
    }

    public PmmlElement RequiredChild(string name) => Child(name) ?? throw Refuse($"child <{name}> is required.");

    public IEnumerable<PmmlElement> ChildrenNamed(string name) =>
        _children.Where(c => string.Equals(c.Name, name, StringComparison.Ordinal));

    /// <summary>Refuses any child that is neither listed nor an Extension (which may be ignored by definition).</summary>
    public void AllowOnly(params ReadOnlySpan<string> names)
    {
        foreach (var child in _children)
            if (!string.Equals(child.Name, "Extension", StringComparison.Ordinal) && !names.Contains(child.Name))
                throw child.Refuse($"is not supported inside <{Name}>.");
    }

    private double ParseNumber(string text, string attribute) => TryParseFinite(text, out var value)
        ? value
        : throw Refuse($"attribute '{attribute}' must be a finite number, found '{Shorten(text)}'.");

    public static bool TryParseFinite(string text, out double value) =>
        double.TryParse(text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    public static string Shorten(string text) => text.Length <= 64 ? text : string.Concat(text.AsSpan(0, 64), "…");
}
