namespace Maintenance.Training.Calibration;

/// <summary>
/// A prognosis with its confidence (ISO 13381-1): the expected RUL and its 0.1, 0.5 and 0.9 quantiles. The unit is that of the calibration:
/// operating hours, or cycles. Never negative, P10 ≤ P50 ≤ P90.
/// </summary>
/// <param name="Expected">Expected RUL.</param>
/// <param name="P10">One in ten fails earlier.</param>
/// <param name="P50">One in two fails earlier.</param>
/// <param name="P90">Nine in ten fail earlier.</param>
internal readonly record struct RulPrediction(double Expected, double P10, double P50, double P90)
{
    /// <summary>True when the actual RUL lies within [P10, P90].</summary>
    public bool Covers(double actual) => actual >= P10 && actual <= P90;
}
