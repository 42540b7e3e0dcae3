namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>What is said of drills that have no fault.</summary>
/// <param name="DrillMonths">Simulated time without a fault, months of 730 h.</param>
/// <param name="Looks">Looks at them.</param>
/// <param name="GradedShare">Share of looks that led to a grade; at the others the string stood still or nothing could be seen.</param>
/// <param name="FalseAlarms">Alarms raised.</param>
/// <param name="PerDrillMonth">False alarms per drill-month.</param>
/// <param name="PerDrillMonthHigh95">Exact upper 95 % bound of it (Poisson).</param>
/// <param name="Modes">Failure modes of the false alarms, each with how often.</param>
/// <param name="SensorsAccused">Sound sensors reported as faulty, with the number of drills.</param>
public sealed record HealthyFigures(
    double DrillMonths, int Looks, double GradedShare, int FalseAlarms, double PerDrillMonth, double PerDrillMonthHigh95,
    IReadOnlyDictionary<string, int> Modes, IReadOnlyDictionary<string, int> SensorsAccused)
{
    private const double HoursPerMonth = 730;

    internal static HealthyFigures Of(IReadOnlyList<DrillHistory> histories)
    {
        var months = histories.Sum(h => h.HealthyHours) / HoursPerMonth;
        var (looks, alarms) = (histories.Sum(h => h.Looks.All), histories.Sum(h => h.FalseAlarms.Count));
        return new HealthyFigures(
            months, looks, looks == 0 ? 0 : (double)histories.Sum(h => h.Looks.Graded) / looks, alarms,
            months > 0 ? alarms / months : 0, months > 0 ? ExactBounds.PoissonUpper(alarms) / months : 0,
            Count(histories.SelectMany(h => h.FalseAlarms)), Count(histories.SelectMany(h => h.SoundSensorsAccused)));
    }

    /// <summary>How often each word occurs, by word.</summary>
    internal static SortedDictionary<string, int> Count(IEnumerable<string> words) =>
        new(words.GroupBy(w => w, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Count(), StringComparer.Ordinal),
            StringComparer.Ordinal);
}
