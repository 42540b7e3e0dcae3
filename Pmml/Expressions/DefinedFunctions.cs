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

    public DefinedFunction? Find(string name) => _functions.GetValueOrDefault(name);

    public T Enter<T>(DefinedFunction function, PmmlElement element, Func<T> compileBody)
    {
        if (_open.Contains(function.Name)) throw element.Refuse($"function '{function.Name}' calls itself.");
        _open.Push(function.Name);
        var body = compileBody();
        _open.Pop();
        return body;
    }

    /// <summary>Counts an expression.</summary>
    public void Count(PmmlElement element)
    {
        if (++_count > PmmlLimits.MaxExpressions) throw element.Refuse($"more than {PmmlLimits.MaxExpressions} expressions, functions "
            + "expanded.");
    }
}
