using Maintenance.Pmml.DataDictionary;

namespace Maintenance.Pmml.Frames;

/// <summary>
/// Slots of a model's result in the frame. NaN in <paramref name="Value"/> means that the model has no result for the row.
/// </summary>
/// <param name="Value">Slot of the predicted number, or of the predicted category's code.</param>
/// <param name="Probabilities">First slot of the probabilities, one per category; −1 for a regression.</param>
/// <param name="Labels">Categories; null for a regression.</param>
/// <param name="IsFloat">True when results are computed in single precision.</param>
internal sealed record ResultSlots(int Value, int Probabilities, Vocabulary? Labels, bool IsFloat)
{
    public Span<double> ProbabilitiesIn(Span<double> frame) => Labels is null ? [] : frame.Slice(Probabilities, Labels.Count);

    public void SetMissing(Span<double> frame)
    {
        frame[Value] = double.NaN;
        ProbabilitiesIn(frame).Fill(double.NaN);
    }

    /// <summary>Predicts the most probable category, the first on ties.</summary>
    public void PredictMostProbable(Span<double> frame)
    {
        var probabilities = ProbabilitiesIn(frame);
        var best = 0;
        for (var i = 1; i < probabilities.Length; i++)
            if (probabilities[i] > probabilities[best]) best = i;
        frame[Value] = double.IsNaN(probabilities[best]) ? double.NaN : best;
    }
}
