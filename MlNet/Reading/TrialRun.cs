using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.MlNet.Archive;

namespace Maintenance.MlNet.Reading;

/// <summary>
/// Scores rows of numbers of all magnitudes before a model may serve. ML.NET names the output of every multiclass model Score, whether it
/// holds probabilities or not; here it must.
/// </summary>
internal static class TrialRun
{
    private const int Rows = 64;
    private const double Tolerance = 1e-3;

    /// <exception cref="ArchiveException">A row's scores lie outside 0 to 1, or do not add up to 1.</exception>
    public static void Require(IConditionModel model)
    {
        int[] classes = [.. Enumerable.Range(0, model.Outputs.Count)
            .Where(i => model.Outputs[i].StartsWith("probability(", StringComparison.Ordinal))];
        var random = new Random(1);
        var (rows, results) = (new float[Rows * model.Inputs.Count], new float[Rows * model.Outputs.Count]);
        for (var i = 0; i < rows.Length; i++) rows[i] = (float)Math.Pow(10, (random.NextDouble() * 6) - 3);
        model.Score(rows, Rows, results);
        if (classes.Length == 0) return;
        for (var row = 0; row < Rows; row++)
        {
            double[] values = [.. classes.Select(c => (double)results[(row * model.Outputs.Count) + c])];
            if (Array.Exists(values, double.IsNaN)) continue; // no result: not wrong
            if (Math.Abs(values.Sum() - 1) > Tolerance || Array.Exists(values, v => v < 0 || v > 1))
                throw new ArchiveException("the classes' scores are not probabilities "
                    + $"({string.Join(", ", values.Take(5).Select(v => v.ToString("G4", CultureInfo.InvariantCulture)))}): "
                    + "use a trainer that outputs probabilities, or a calibrator.");
        }
    }
}
