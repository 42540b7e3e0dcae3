using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>Apply of a built-in function.</summary>
/// <param name="function">The function; sees missing arguments only when <paramref name="takesMissing"/>.</param>
/// <param name="arguments">Arguments.</param>
/// <param name="dataType">Type of the result.</param>
/// <param name="categories">Categories of the result.</param>
/// <param name="takesMissing">False: a missing argument makes the result missing.</param>
/// <param name="mapMissingTo">Result when an argument is missing; NaN for none.</param>
/// <param name="defaultValue">Replacement for a missing result; NaN for none.</param>
internal sealed class ApplyExpression(
    BuiltInFunction function, CompiledExpression[] arguments, FieldDataType dataType, Vocabulary? categories, bool takesMissing,
    double mapMissingTo, double defaultValue)
    : CompiledExpression(dataType, categories)
{
    public override bool TryAddSources(HashSet<int> slots) => Array.TrueForAll(arguments, a => a.TryAddSources(slots));

    public override double Evaluate(Span<double> frame)
    {
        Span<double> values = stackalloc double[arguments.Length];
        var missing = false;
        for (var i = 0; i < values.Length; i++) missing |= double.IsNaN(values[i] = arguments[i].Evaluate(frame));
        if (missing && !double.IsNaN(mapMissingTo)) return mapMissingTo;
        var result = missing && !takesMissing ? double.NaN : function(values);
        if (double.IsNaN(result)) return defaultValue;
        return DataType == FieldDataType.Float ? (float)result : result;
    }
}
