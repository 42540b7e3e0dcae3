using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Boosting;
using Maintenance.Training.Calibration;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Tables;

/// <summary>
/// The document of a drill-life model: its prediction with P10, P50 and P90, calibrated by the errors on drills that the predicting model
/// had not seen.
/// </summary>
internal static class RulModelForm
{
    private const int MinRows = 2 * ConformalCalibration.MinPairs; // each fold is judged with the errors of the others

    /// <exception cref="TrainingDataException">There are too few moments to calibrate.</exception>
    public static void Check(LabelledTable table)
    {
        if (table.Count < MinRows)
            throw new TrainingDataException($"{table.Count} moments before recorded failures are too few to calibrate P10 to "
                + $"P90; {MinRows} or more are needed.");
    }

    /// <summary>Share of rows whose truth lies in P10–P90 when each fold is judged with the errors of the others.</summary>
    public static double Coverage(LabelledTable table, GroupedResult result)
    {
        var covered = 0;
        foreach (var fold in result.FoldOf.Distinct())
        {
            var calibration = Calibrate(table, result, i => result.FoldOf[i] != fold);
            covered += Enumerable.Range(0, table.Count)
                .Count(i => result.FoldOf[i] == fold && calibration.Apply(result.Held[i]).Covers(table.Labels[i]));
        }
        return (double)covered / table.Count;
    }

    /// <summary>The levels of the model on all rows.</summary>
    public static IReadOnlyList<LevelLine> Levels(LabelledTable table, GroupedResult result) => Calibrate(table, result, _ => true).Lines;

    private static ConformalCalibration Calibrate(LabelledTable table, GroupedResult result, Func<int, bool> isIn) =>
        new(Enumerable.Range(0, table.Count).Where(isIn).Select(i => ((double)result.Held[i], (double)table.Labels[i])));
}
