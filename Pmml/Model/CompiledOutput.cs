using Maintenance.Pmml.DataDictionary;
using Maintenance.Pmml.Expressions;
using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Model;

/// <summary>An OutputField ready to run.</summary>
/// <param name="Name">Name.</param>
/// <param name="Slot">Where its value goes.</param>
/// <param name="IsProbability">Probability, else the predicted value.</param>
/// <param name="Label">Category whose probability it is; −1 for that of the predicted one.</param>
/// <param name="Labels">Categories when the value is a category's code; else null.</param>
/// <param name="ToFloat">Rounds to single precision.</param>
/// <param name="IsFinal">Meant for the caller, not only for later segments.</param>
/// <param name="Expression">A transformed value's expression; null for the others.</param>
internal sealed record CompiledOutput(string Name, int Slot, bool IsProbability, int Label, Vocabulary? Labels, bool ToFloat, bool IsFinal,
    CompiledExpression? Expression)
{
    /// <summary>The segment's result it speaks of; null for the model's own.</summary>
    public ResultSlots? Source { get; init; }

    /// <summary>The value is 0 or 1.</summary>
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
