using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Expressions;

/// <summary>NormDiscrete: 1 where the field has the value, else 0.</summary>
internal sealed class NormDiscreteExpression(int slot, double value, double mapMissingTo) : CompiledExpression(FieldDataType.Double, null)
{
    public override double Evaluate(Span<double> frame)
    {
        var x = frame[slot];
        return double.IsNaN(x) ? mapMissingTo : x == value ? 1 : 0;
    }
}
