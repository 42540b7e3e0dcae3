using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Boosting;
using Maintenance.Training.Calibration;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Tables;

/// <summary>
/// Calibration of a drill-life model: adds P10, P50 and P90 to its prediction, from the errors on drills that the predicting model had not
/// seen.
/// </summary>
internal static class RulModelCalibration
{
    private const int MinRows = 2 * ConformalCalibration.MinPairs; // each fold is judged with the errors of the others

    /// <exception cref="TrainingDataException">There are too few samples to calibrate.</exception>
    public static void Check(LabelledTable table)
    {
        if (table.Count < MinRows)
            throw new TrainingDataException($"{table.Count} samples before recorded failures are too few to calibrate P10 to "
                + $"P90; at least {MinRows} are needed.");
    }

    /// <summary>Share of rows whose true RUL lies within P10–P90 when each fold is judged with the errors of the others.</summary>
    public static double Coverage(LabelledTable table, GroupedResult result)
    {
        var covered = 0;
        foreach (var fold in result.FoldOf.Distinct())
        {
            var calibration = Calibrate(table, result, i => result.FoldOf[i] != fold);
            covered += Enumerable.Range(0, table.Count)
                .Count(i => result.FoldOf[i] == fold && calibration.Apply(result.HeldOut[i]).Covers(table.Labels[i]));
        }
        return (double)covered / table.Count;
    }

    /// <summary>The quantiles, calibrated on all rows.</summary>
    public static IReadOnlyList<LevelLine> Levels(LabelledTable table, GroupedResult result) => Calibrate(table, result, _ => true).Lines;

    private static ConformalCalibration Calibrate(LabelledTable table, GroupedResult result, Func<int, bool> isIn) =>
        new(Enumerable.Range(0, table.Count).Where(isIn).Select(i => ((double)result.HeldOut[i], (double)table.Labels[i])));
}
