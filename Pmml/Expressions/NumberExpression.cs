using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>An expression that computes a number or truth value from texts.</summary>
internal sealed class NumberExpression(FieldDataType dataType, NumberExpression.Evaluator evaluate) : CompiledExpression(dataType, null)
{
    /// <summary>Computes a number from a row; NaN when missing.</summary>
    internal delegate double Evaluator(Span<double> frame);

    public override double Evaluate(Span<double> frame) => evaluate(frame);
}
