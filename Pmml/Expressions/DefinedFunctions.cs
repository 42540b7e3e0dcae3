using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// The document's DefineFunction elements. Each call compiles the body for its argument types, so recursion is refused and the number of
/// expressions is limited: a chain of functions that each call the next one twice would grow exponentially.
/// </summary>
internal sealed class DefinedFunctions
{
    private readonly Dictionary<string, DefinedFunction> _functions = new(StringComparer.Ordinal);
    private readonly Stack<string> _open = new();
    private readonly HashSet<string> _called = new(StringComparer.Ordinal);
    private readonly Dictionary<string, TextWords> _words = new(StringComparer.Ordinal);
    private int _count;

    public DefinedFunctions(PmmlElement? dictionary)
    {
        foreach (var element in dictionary?.ChildrenNamed("DefineFunction") ?? [])
        {
            var function = DefinedFunction.Read(element);
            if (!_functions.TryAdd(function.Name, function))
                throw element.Refuse($"function '{PmmlElement.Shorten(function.Name)}' is defined twice.");
        }
    }

    /// <summary>Leaves out the functions that nothing calls: they were never compiled.</summary>
    public void LeaveOutUncalled()
    {
        foreach (var function in _functions.Values)
            if (!_called.Contains(function.Name)) function.Element.LeaveOut();
    }

    public DefinedFunction? Find(string name) => _functions.GetValueOrDefault(name);

    public T Enter<T>(DefinedFunction function, PmmlElement element, Func<T> compileBody)
    {
        if (_open.Contains(function.Name)) throw element.Refuse($"function '{function.Name}' calls itself.");
        _called.Add(function.Name);
        _open.Push(function.Name);
        var body = compileBody();
        _open.Pop();
        return body;
    }

    /// <summary>
    /// How a TextIndex takes texts apart: the same for all that say the same, so that a text is taken apart once for all its terms.
    /// </summary>
    public TextWords WordsOf(PmmlElement element, Func<PmmlElement, TextWords> read)
    {
        var normalizations = element.ChildrenNamed("TextIndexNormalization").ToArray();
        var key = string.Join('\0', element.Attributes.Where(a => a.Key is not ("textField" or "localTermWeights"))
            .OrderBy(a => a.Key, StringComparer.Ordinal).SelectMany(a => new[] { a.Key, a.Value }))
            + string.Concat(normalizations.Select(n => '\u0001' + n.Fingerprint));
        if (!_words.TryGetValue(key, out var known)) return _words[key] = read(element);
        foreach (var name in (string[])["isCaseSensitive", "wordSeparatorCharacterRE", "x-wordRE"]) _ = element.Optional(name);
        foreach (var same in normalizations)
            if (!same.IsRead) same.LeaveOut(); // it says what another says that was read
        return known;
    }

    /// <summary>Counts an expression.</summary>
    public void Count(PmmlElement element)
    {
        if (++_count > PmmlLimits.MaxExpressions) throw element.Refuse($"more than {PmmlLimits.MaxExpressions} expressions, functions "
            + "expanded.");
    }
}
