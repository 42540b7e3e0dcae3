using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Expressions;

/// <summary>FieldRef, with the replacement for a missing value (NaN for none).</summary>
internal sealed class FieldExpression(Field source, double mapMissingTo) : CompiledExpression(source.DataType, source.Categories)
{
    public override int PlainSlot => double.IsNaN(mapMissingTo) ? source.Slot : -1;

    public override bool TryAddSources(HashSet<int> slots) => slots.Add(source.Slot) || true;

    public override double Evaluate(Span<double> frame)
    {
        var value = frame[source.Slot];
        // A NaN keeps its payload (NotANumber) where nothing replaces it.
        return double.IsNaN(value) && !double.IsNaN(mapMissingTo) ? mapMissingTo : value;
    }
}
