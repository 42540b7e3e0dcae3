using Maintenance.Pmml.Expressions;

namespace Maintenance.Pmml.Transformations;

/// <summary>A derived field ready to run.</summary>
/// <param name="Expression">Its expression.</param>
/// <param name="Slot">Where its value goes.</param>
/// <param name="Cast">What its own type makes of the value.</param>
internal sealed record DerivedValue(CompiledExpression Expression, int Slot, NumberCast Cast)
{
    /// <summary>Slot of the field whose value it takes over, but for rounding to float32; −1 for all else.</summary>
    public int Source => Cast == NumberCast.ToInteger ? -1 : Expression.PlainSlot;

    public void Apply(Span<double> frame)
    {
        var value = Expression.Evaluate(frame);
        frame[Slot] = Cast switch
        {
            NumberCast.ToFloat => (float)value,
            // A fraction is no integer: the value is missing rather than silently another.
            NumberCast.ToInteger => Math.Floor(value) == value ? value : double.NaN,
            _ => value,
        };
    }
}
