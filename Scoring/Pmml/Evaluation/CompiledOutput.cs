using Maintenance.Scoring.Pmml.Compilation;

namespace Maintenance.Scoring.Pmml.Evaluation;

/// <summary>An OutputField ready to run.</summary>
/// <param name="Name">Name.</param>
/// <param name="Slot">Where its value goes.</param>
/// <param name="IsProbability">Probability, else the predicted value.</param>
/// <param name="Label">Category whose probability it is; −1 for that of the predicted one.</param>
/// <param name="Labels">Categories when the value is a category's code; else null.</param>
/// <param name="ToFloat">Rounds to single precision.</param>
/// <param name="IsFinal">Meant for the caller, not only for later segments.</param>
internal sealed record CompiledOutput(string Name, int Slot, bool IsProbability, int Label, Vocabulary? Labels, bool ToFloat, bool IsFinal)
{
    public void Write(Span<double> frame, ResultSlots result)
    {
        double value;
        if (!IsProbability)
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
