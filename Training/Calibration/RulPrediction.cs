namespace Maintenance.Training.Calibration;

/// <summary>
/// A prognosis with its confidence (ISO 13381-1): remaining useful life and the levels it stays below with probability 0.1, 0.5 and 0.9.
/// The unit is that of the calibration: operating hours, or cycles. Never negative, P10 ≤ P50 ≤ P90.
/// </summary>
/// <param name="Expected">Mean of what is to be expected.</param>
/// <param name="P10">One in ten fails before.</param>
/// <param name="P50">One in two fails before.</param>
/// <param name="P90">Nine in ten fail before.</param>
internal readonly record struct RulPrediction(double Expected, double P10, double P50, double P90)
{
    /// <summary>True when what came to pass lies within P10 to P90, both included.</summary>
    public bool Covers(double actual) => actual >= P10 && actual <= P90;
}
