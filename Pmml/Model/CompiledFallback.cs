using Maintenance.Pmml.Frames;

namespace Maintenance.Pmml.Model;

/// <summary>
/// What a model returns where it has no result: the target's default number, or the prior probabilities of its categories.
/// </summary>
/// <param name="Value">Number, or code of the most probable category.</param>
/// <param name="Probabilities">Probability of each category; empty for a regression.</param>
internal sealed record CompiledFallback(double Value, double[] Probabilities)
{
    public void Apply(Span<double> frame, ResultSlots result)
    {
        if (!double.IsNaN(frame[result.Value])) return;
        frame[result.Value] = Value;
        Probabilities.CopyTo(result.ProbabilitiesIn(frame));
    }
}
