using System.Globalization;
using System.Numerics;

namespace Maintenance.Pmml.Xml;

/// <summary>One XML element as read: name without prefix, attributes, children, text and line. Knows how to refuse itself.</summary>
internal sealed class PmmlElement(string name, int line)
{
    private readonly List<KeyValuePair<string, string>> _attributes = [];
    private readonly List<PmmlElement> _children = [];
    private string _text = string.Empty;
    private ulong _seen;

    public string Name { get; } = name;

    public int Line { get; } = line;

    /// <summary>The text between its tags. Getting it counts as reading it.</summary>
    public string Text
    {
        get
        {
            (IsRead, IsTextRead) = (true, true);
            return _text;
        }
        set => _text = value;
    }

    /// <summary>True once its reader has stated which children it may have, or has taken its text.</summary>
    public bool IsRead { get; private set; }

    public bool IsTextRead { get; private set; }

    /// <summary>True when its text, if any, is only white space.</summary>
    public bool IsTextBlank => string.IsNullOrWhiteSpace(_text);

    /// <summary>True for an element that its reader leaves out on purpose, with all that is inside.</summary>
    public bool IsLeftOut { get; private set; }

    public IReadOnlyList<PmmlElement> Children => _children;

    public IReadOnlyList<KeyValuePair<string, string>> Attributes => _attributes;

    public IEnumerable<string> AttributeValues => _attributes.Select(a => a.Value);

    /// <summary>Adds text while the document is read.</summary>
    public void Append(string text)
    {
        if (_text.Length + text.Length > PmmlLimits.MaxTextLength) throw Refuse("its text is too long.");
        _text += text;
    }

    public void AddAttribute(string name, string value) => _attributes.Add(new(name, value));

    public void AddChild(PmmlElement child) => _children.Add(child);

    public void MoveToFront(PmmlElement? child)
    {
        if (child is null || !_children.Remove(child)) return;
        _children.Insert(0, child);
    }

    public PmmlException Refuse(string reason) => new(Name, Line, reason);

    /// <summary>The value of an attribute, which counts as read; null when it is absent.</summary>
    public string? Optional(string attribute)
    {
        for (var i = 0; i < _attributes.Count; i++)
        {
            if (!string.Equals(_attributes[i].Key, attribute, StringComparison.Ordinal)) continue;
            _seen |= 1UL << i;
            return _attributes[i].Value;
        }
        return null;
    }

    /// <summary>The value of an attribute for those who only look through a document: it does not count as read.</summary>
    public string? Peek(string attribute)
    {
        foreach (var (key, value) in _attributes)
            if (string.Equals(key, attribute, StringComparison.Ordinal)) return value;
        return null;
    }

    /// <summary>True when every attribute has been read.</summary>
    public bool AreAttributesRead => BitOperations.PopCount(_seen) == _attributes.Count;

    /// <summary>The attributes that nobody has read.</summary>
    public IEnumerable<KeyValuePair<string, string>> UnreadAttributes => _attributes.Where((_, i) => (_seen & (1UL << i)) == 0);

    /// <summary>Says that the element is left out on purpose, with all that is inside.</summary>
    public void LeaveOut() => IsLeftOut = true;

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

    /// <summary>
    /// Refuses any child that is neither listed nor an Extension (which may be ignored by definition). Whoever reads an element says so.
    /// </summary>
    public PmmlElement AllowOnly(params ReadOnlySpan<string> names)
    {
        IsRead = true;
        foreach (var child in _children)
            if (!string.Equals(child.Name, "Extension", StringComparison.Ordinal) && !names.Contains(child.Name))
                throw child.Refuse($"is not supported inside <{Name}>.");
        return this;
    }

    private double ParseNumber(string text, string attribute) => TryParseFinite(text, out var value)
        ? value
        : throw Refuse($"attribute '{attribute}' must be a finite number, found '{Shorten(text)}'.");

    /// <summary>All that it says, with its children, as one text: equal for elements that say the same.</summary>
    public string Fingerprint => $"<{Name}{string.Concat(_attributes.Select(a => $" {a.Key}='{a.Value}'"))}>{_text}"
        + $"{string.Concat(_children.Select(c => c.Fingerprint))}</>";

    public static bool TryParseFinite(string text, out double value) =>
        double.TryParse(text.AsSpan().Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);

    public static string Shorten(string text) => text.Length <= 64 ? text : string.Concat(text.AsSpan(0, 64), "…");
}
