using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Model;

/// <summary>An OutputField ready to run.</summary>
/// <param name="Name">Name.</param>
/// <param name="Slot">Slot of its value.</param>
/// <param name="IsProbability">True for a probability, false for the predicted value.</param>
/// <param name="Label">Category of the probability; −1 for the predicted category.</param>
/// <param name="Labels">Categories when the value is a category's code; otherwise null.</param>
/// <param name="ToFloat">True to round to single precision.</param>
/// <param name="IsFinal">True when meant for the caller, not only for later segments.</param>
/// <param name="Expression">Expression of a transformed value; otherwise null.</param>
internal sealed record CompiledOutput(string Name, int Slot, bool IsProbability, int Label, Vocabulary? Labels, bool ToFloat, bool IsFinal,
    CompiledExpression? Expression)
{
    /// <summary>The segment's result it refers to; null for the model's own.</summary>
    public ResultSlots? Source { get; init; }

    /// <summary>True when the value is 0 or 1.</summary>
    public bool IsBoolean => Expression?.DataType == FieldDataType.Boolean;

    public void Write(Span<double> frame, ResultSlots result)
    {
        if (Source is not null) result = Source;
        double value;
        if (Expression is not null)
        {
            value = Expression.Evaluate(frame);
        }
        else if (!IsProbability)
        {
            value = frame[result.Value];
        }
        else
        {
            var label = Label >= 0 ? Label : double.IsNaN(frame[result.Value]) ? -1 : (int)frame[result.Value];
            value = label >= 0 ? result.ProbabilitiesIn(frame)[label] : double.NaN;
        }
        frame[Slot] = ToFloat ? (float)value : value;
    }
}
