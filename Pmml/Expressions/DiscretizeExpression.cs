using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>Discretize: the bin of the first interval that contains the value.</summary>
internal sealed class DiscretizeExpression(
    int slot, (DataInterval Interval, double Bin)[] bins, FieldDataType dataType, Vocabulary? categories, double mapMissingTo,
    double defaultValue)
    : CompiledExpression(dataType, categories)
{
    public override double Evaluate(Span<double> frame)
    {
        var x = frame[slot];
        if (double.IsNaN(x)) return mapMissingTo;
        foreach (var (interval, bin) in bins)
            if (interval.Contains(x)) return bin;
        return defaultValue;
    }
}
