using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>A date or time as the number of its field's data type.</summary>
internal sealed class OriginExpression(CompiledExpression date, DateOrigin origin) : CompiledExpression(FieldDataType.Integer, null)
{
    public override double Evaluate(Span<double> frame) => origin.FromDate(date.Evaluate(frame));
}
