using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;

namespace Maintenance.Pmml.Model;

/// <summary>The display name of the predicted category.</summary>
/// <param name="slot">Slot of the category's code.</param>
/// <param name="names">Code of each category's display name.</param>
/// <param name="vocabulary">Display names.</param>
internal sealed class DisplayExpression(int slot, int[] names, Vocabulary vocabulary)
    : CompiledExpression(FieldDataType.String, vocabulary)
{
    public override double Evaluate(Span<double> frame) => frame[slot] is >= 0 and var code ? names[(int)code] : double.NaN;
}
