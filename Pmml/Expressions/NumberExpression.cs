using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>An expression that makes a number or truth value of texts.</summary>
internal sealed class NumberExpression(FieldDataType dataType, NumberExpression.Evaluator evaluate) : CompiledExpression(dataType, null)
{
    /// <summary>Makes a number of a row; NaN is missing.</summary>
    internal delegate double Evaluator(Span<double> frame);

    public override double Evaluate(Span<double> frame) => evaluate(frame);
}
