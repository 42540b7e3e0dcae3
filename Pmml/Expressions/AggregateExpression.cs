using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Expressions;

/// <summary>
/// Aggregate over one field of a row: the items of a collection, or the single value of any other field. Non-numeric items are left out of
/// sums.
/// </summary>
internal sealed class AggregateExpression(string function, Field field)
    : CompiledExpression(function == "count" ? FieldDataType.Integer : FieldDataType.Double, null)
{
    public override double Evaluate(Span<double> frame)
    {
        var value = frame[field.Slot];
        if (double.IsNaN(value)) return function == "count" ? 0 : double.NaN;
        if (field.Categories is null) return function == "count" ? 1 : value;
        return RowTexts.TextOf(value, field.Categories) is { } text ? Of(text.Split(RowTexts.ItemSeparator)) : double.NaN;
    }

    private double Of(string[] items)
    {
        if (function == "count") return items.Length;
        var (count, sum, min, max) = (0, 0.0, double.PositiveInfinity, double.NegativeInfinity);
        foreach (var item in items)
            if (PmmlElement.TryParseFinite(item, out var x))
                (count, sum, min, max) = (count + 1, sum + x, Math.Min(min, x), Math.Max(max, x));
        if (count == 0) return double.NaN;
        return function switch { "sum" => sum, "average" => sum / count, "min" => min, _ => max };
    }
}
