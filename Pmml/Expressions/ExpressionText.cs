using System.Globalization;
using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Expressions;

/// <summary>Evaluates expressions as text.</summary>
internal static class ExpressionText
{
    /// <summary>The text of any expression; null is missing.</summary>
    public static string? Of(CompiledExpression expression, Span<double> frame)
    {
        if (expression is TextExpression text) return text.EvaluateText(frame);
        if (expression.Text is { } constant) return constant;
        var value = expression.Evaluate(frame);
        if (double.IsNaN(value)) return null;
        if (expression.Categories is { } categories) return RowTexts.TextOf(value, categories);
        if (expression.DataType == FieldDataType.Boolean) return value == 1 ? "true" : "false";
        return DateValues.IsDate(expression.DataType)
            ? DateValues.Format(expression.DataType, value) : value.ToString("R", CultureInfo.InvariantCulture);
    }
}
