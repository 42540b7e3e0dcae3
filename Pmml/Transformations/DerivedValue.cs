using Maintenance.Pmml.Expressions;

namespace Maintenance.Pmml.Transformations;

/// <summary>A derived field ready to run.</summary>
/// <param name="Expression">Its expression.</param>
/// <param name="Slot">Slot of its value.</param>
/// <param name="Cast">Conversion of the value to its type.</param>
internal sealed record DerivedValue(CompiledExpression Expression, int Slot, NumberCast Cast)
{
    /// <summary>Slot of the field whose value it copies, apart from rounding to float32; −1 otherwise.</summary>
    public int Source => Cast == NumberCast.ToInteger ? -1 : Expression.PlainSlot;

    public void Apply(Span<double> frame)
    {
        var value = Expression.Evaluate(frame);
        frame[Slot] = Cast switch
        {
            NumberCast.ToFloat => (float)value,
            // A fraction is not an integer: the value becomes missing rather than silently changed.
            NumberCast.ToInteger => Math.Floor(value) == value ? value : double.NaN,
            _ => value,
        };
    }
}
