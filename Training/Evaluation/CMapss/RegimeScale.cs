namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>
/// Standardises each sensor within its flight regime (altitude in thousands of feet, rounded: one regime in FD001 and FD003, six in FD002
/// and FD004). Means and deviations are those of the training engines. A sensor that never varies is omitted.
/// </summary>
internal sealed class RegimeScale
{
    private readonly Dictionary<int, (double[] Mean, double[] Deviation)> _regimes;

    public RegimeScale(IEnumerable<EngineRun> training)
    {
        _regimes = training.SelectMany(r => r.Cycles).GroupBy(Regime).ToDictionary(g => g.Key, Statistics);
        Sensors = [.. Enumerable.Range(0, EngineRun.Sensors).Where(s => _regimes.Values.Any(r => r.Deviation[s] > 1e-4))];
        if (Sensors.Count == 0) throw new InvalidDataException("No sensor of the training engines varies: nothing can be learnt from "
            + "them.");
    }

    /// <summary>Indices of the sensors that vary, from 0.</summary>
    public IReadOnlyList<int> Sensors { get; }

    /// <summary>Standard scores of the sensors that vary, one array per sensor over the cycles.</summary>
    public double[][] Apply(EngineRun run)
    {
        var scores = Sensors.Select(_ => new double[run.Cycles.Count]).ToArray();
        for (var t = 0; t < run.Cycles.Count; t++)
        {
            if (!_regimes.TryGetValue(Regime(run.Cycles[t]), out var regime)) throw new InvalidDataException($"Engine {run.Unit} flies in "
                + $"its cycle {t + 1} at {run.Cycles[t][0]} thousand feet (setting 1), where no training engine of its fold flies.");
            var (mean, deviation) = regime;
            for (var k = 0; k < Sensors.Count; k++)
            {
                var s = Sensors[k];
                scores[k][t] = deviation[s] > 1e-4 ? (run.Cycles[t][EngineRun.Settings + s] - mean[s]) / deviation[s] : 0;
            }
        }
        return scores;
    }

    private static int Regime(float[] row) => (int)Math.Round(row[0]);

    private static (double[] Mean, double[] Deviation) Statistics(IEnumerable<float[]> rows)
    {
        var (count, sum, squares) = (0, new double[EngineRun.Sensors], new double[EngineRun.Sensors]);
        var first = Array.Empty<float>();
        foreach (var row in rows)
        {
            if (count++ == 0) first = row;
            for (var s = 0; s < sum.Length; s++)
            {
                // relative to the first row, to avoid cancellation
                double difference = row[EngineRun.Settings + s] - first[EngineRun.Settings + s];
                sum[s] += difference;
                squares[s] += difference * difference;
            }
        }
        return ([.. sum.Select((v, s) => first[EngineRun.Settings + s] + v / count)],
            [.. sum.Select((v, s) => Math.Sqrt(Math.Max(0, squares[s] / count - v / count * v / count)))]);
    }
}
