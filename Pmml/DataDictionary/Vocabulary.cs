using System.Globalization;

namespace Maintenance.Pmml.DataDictionary;

/// <summary>
/// The categories of a field as codes 0, 1, 2 …, so that rows are numbers: declared values first, in document order, then values found only
/// in predicates. Grows during compilation, read-only afterwards.
/// </summary>
internal sealed class Vocabulary(FieldDataType dataType)
{
    /// <summary>Code of a value absent from the document: equal to nothing, but not missing.</summary>
    public const int Unlisted = -1;

    private readonly Dictionary<string, int> _codes = new(StringComparer.Ordinal);
    private readonly List<string> _texts = [];

    public IReadOnlyList<string> Texts => _texts;

    public int Count => _texts.Count;

    /// <summary>Number of values in the data dictionary; 0 means that any value is valid.</summary>
    public int DeclaredCount { get; private set; }

    public int Add(string text)
    {
        var key = Key(text);
        if (_codes.TryGetValue(key, out var code)) return code;
        _codes.Add(key, _texts.Count);
        _texts.Add(text);
        return _texts.Count - 1;
    }

    /// <summary>Gives a text the next code, even where an earlier one has the same text: for showing codes only.</summary>
    public void Append(string text)
    {
        _codes.TryAdd(Key(text), _texts.Count);
        _texts.Add(text);
    }

    public void Declare(IEnumerable<string> values)
    {
        foreach (var value in values) Add(value);
        DeclaredCount = Count;
    }

    public int CodeOf(string text) => _codes.GetValueOrDefault(Key(text), Unlisted);

    // A number written 1, 1.0 or 1e0 is the same category where the type is numeric.
    private string Key(string text) =>
        dataType is FieldDataType.Integer or FieldDataType.Double or FieldDataType.Float
        && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number.ToString("R", CultureInfo.InvariantCulture)
            : text.Trim();
}
