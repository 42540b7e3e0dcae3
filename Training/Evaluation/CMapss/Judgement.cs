using Maintenance.Training.Calibration;

namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>One prediction and the true RUL, in cycles.</summary>
internal readonly record struct Judgement(int Unit, double Raw, RulPrediction Rul, double Actual)
{
    /// <summary>The published score: a late warning costs more than an early one. |d| = 20 gives 3.66 early, 6.39 late.</summary>
    public double NasaScore => NasaScoreOf(Rul.Expected - Actual);

    public static double NasaScoreOf(double error) => error < 0 ? Math.Exp(-error / 13) - 1 : Math.Exp(error / 10) - 1;

    public static CMapssFigures Sum(string set, string protocol, IReadOnlyList<Judgement> all, int cap) => new(
        set, protocol, all.Select(j => j.Unit).Distinct().Count(), all.Count,
        Rms(all, j => j.Rul.Expected - j.Actual),
        Rms(all, j => Math.Min(cap, j.Raw) - Math.Min(cap, j.Actual)),
        all.Sum(j => j.NasaScore), all.Average(j => j.NasaScore),
        all.Average(j => j.Rul.Covers(j.Actual) ? 1.0 : 0), all.Average(j => j.Actual < j.Rul.P10 ? 1.0 : 0),
        all.Average(j => j.Actual > j.Rul.P90 ? 1.0 : 0),
        all.Average(j => j.Rul.P90 - j.Rul.P10));

    private static double Rms(IReadOnlyList<Judgement> all, Func<Judgement, double> error) =>
        Math.Sqrt(all.Average(j => error(j) * error(j)));
}
