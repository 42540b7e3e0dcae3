using Maintenance.Core.Models;
using Maintenance.Pmml.Ensembles;

namespace Maintenance.Training.Calibration;

/// <summary>
/// Turns a predicted RUL into P10/P50/P90 by split-conformal calibration: quantiles of the residuals (true minus predicted) over assets
/// that the predictor was not trained on. Errors grow with the RUL, so quantiles are taken over the nearest predictions and interpolated.
/// Immutable and thread-safe.
/// </summary>
internal sealed class ConformalCalibration
{
    private const int NodeCount = 25;
    /// <summary>Fewest pairs for a calibration, and fewest neighbours of a node.</summary>
    public const int MinPairs = 50;

    private readonly double[] _predicted;
    private readonly double[][] _residual; // mean, P10, P50, P90 at each node

    /// <summary>Calibrates.</summary>
    /// <param name="held">Prediction and truth of held-out assets, in any order; at least <see cref="MinPairs"/>.</param>
    /// <exception cref="ArgumentException">Fewer than <see cref="MinPairs"/> pairs, or a value that is not finite.</exception>
    public ConformalCalibration(IEnumerable<(double Predicted, double Actual)> held)
    {
        (double Predicted, double Actual)[] sorted = [.. held.OrderBy(p => p.Predicted).ThenBy(p => p.Actual)];
        if (sorted.Length < MinPairs) throw new ArgumentException($"Calibration needs {MinPairs} pairs or more; "
            + $"found {sorted.Length}.", nameof(held));
        if (Array.Exists(sorted, p => !double.IsFinite(p.Predicted) || !double.IsFinite(p.Actual)))
            throw new ArgumentException("A prediction or a true RUL is not finite.", nameof(held));
        var neighbours = Math.Max(MinPairs, sorted.Length / 12);
        var starts = Enumerable.Range(0, NodeCount).Select(i => (int)((long)(sorted.Length - neighbours) * i / (NodeCount - 1))).Distinct()
            .ToArray();
        _predicted = [.. starts.Select(s => sorted.AsSpan(s, neighbours).ToArray().Average(p => p.Predicted))];
        _residual = [.. starts.Select(s => Levels(sorted.AsSpan(s, neighbours)))];
    }

    /// <summary>
    /// The residuals (true minus predicted) at the nodes between which <see cref="Apply"/> interpolates; unlike a prediction, they may be
    /// negative.
    /// </summary>
    public IEnumerable<(double Predicted, RulPrediction Error)> Nodes =>
        _predicted.Select((p, i) => (p, new RulPrediction(_residual[i][0], _residual[i][1], _residual[i][2], _residual[i][3])));

    /// <summary>
    /// The median of the last node: a quantile at or beyond it means "more than this". The held-out lives behind that node are the longest
    /// that were seen, and the predictor, which cannot extrapolate, gives longer ones the same prediction.
    /// </summary>
    public double Limit => _predicted[^1] + _residual[^1][2];

    /// <summary>
    /// The three quantiles and the limit as additional outputs of a document: equal to <see cref="Apply"/> and <see cref="Limit"/> except
    /// for the last bits.
    /// </summary>
    public IReadOnlyList<LevelLine> Lines =>
    [
        Line(LifeModelOutputs.P10, l => l.P10), Line(LifeModelOutputs.P50, l => l.P50), Line(LifeModelOutputs.P90, l => l.P90),
        new LevelLine(LifeModelOutputs.Limit, [new LevelPoint(0, Limit), new LevelPoint(1, Limit)]),
    ];

    /// <summary>Calibrates a prediction; outside the calibrated range the residuals of the nearest node apply.</summary>
    public RulPrediction Apply(double predicted)
    {
        var above = Array.FindIndex(_predicted, p => p >= predicted);
        var (low, high) = above switch { < 0 => (_predicted.Length - 1, _predicted.Length - 1), 0 => (0, 0), _ => (above - 1, above) };
        var width = _predicted[high] - _predicted[low];
        var share = width > 0 ? (predicted - _predicted[low]) / width : 0;
        return new RulPrediction(At(0), At(1), At(2), At(3));

        double At(int level) => Math.Max(0, predicted + _residual[low][level] + (share * (_residual[high][level] - _residual[low][level])));
    }

    // Parallel to the prediction beyond the nodes.
    private LevelLine Line(string name, Func<RulPrediction, double> of)
    {
        var points = Nodes.Select(n => new LevelPoint(n.Predicted, n.Predicted + of(n.Error))).ToList();
        return new LevelLine(name, [new LevelPoint(points[0].Predicted - 1, points[0].Level - 1), .. points,
            new LevelPoint(points[^1].Predicted + 1, points[^1].Level + 1)]);
    }

    private static double[] Levels(ReadOnlySpan<(double Predicted, double Actual)> pairs)
    {
        var residuals = new double[pairs.Length];
        for (var i = 0; i < residuals.Length; i++) residuals[i] = pairs[i].Actual - pairs[i].Predicted;
        Array.Sort(residuals);
        // The conformal ranks of n pairs: ⌊(n + 1)·α⌋ from below, ⌈(n + 1)·(1 − α)⌉ from above.
        var n = residuals.Length;
        return [residuals.Average(), residuals[(int)((n + 1) * 0.1) - 1], residuals[(n - 1) / 2],
            residuals[Math.Min(n, (int)Math.Ceiling((n + 1) * 0.9)) - 1]];
    }
}
