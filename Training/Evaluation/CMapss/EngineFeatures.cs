namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>
/// Features of an engine after each cycle, from that cycle and earlier ones only: for each sensor, means over three windows, slope, and
/// change since the first cycles; and the same for a linear health index, which averages out the noise of single sensors.
/// </summary>
internal sealed class EngineFeatures
{
    private const int BaselineCycles = 10;
    private static readonly int[] SensorWindows = [5, 15, 40];
    private static readonly int[] IndexWindows = [5, 10, 20, 40, 80];
    private readonly RegimeScale _scale;
    private readonly RidgeRegression _index;

    /// <summary>Fits scale and health index on training engines.</summary>
    public EngineFeatures(IReadOnlyList<EngineRun> training, int cap)
    {
        _scale = new RegimeScale(training);
        _index = new RidgeRegression(training.SelectMany(run => IndexRows(run, _scale.Apply(run), cap)), Quadratic(_scale.Sensors.Count),
            penalty: 50);
        Count = 1 + _scale.Sensors.Count * (SensorWindows.Length + 2) + IndexWindows.Length * 2 + 1;
    }

    /// <summary>Number of features.</summary>
    public int Count { get; }

    /// <summary>One row of features after each cycle.</summary>
    public float[][] Of(EngineRun run)
    {
        var sensors = _scale.Apply(run);
        var health = HealthIndex(sensors);
        var rows = new float[run.Cycles.Count][];
        var sums = sensors.Select(s => new WindowSums(s)).ToArray();
        var healthSums = new WindowSums(health);
        for (var t = 0; t < rows.Length; t++)
        {
            var row = new List<float>(Count) { t + 1 };
            foreach (var s in sums)
            {
                foreach (var window in SensorWindows) row.Add((float)s.Mean(t, window));
                row.Add((float)s.Slope(t, SensorWindows[^1]));
                row.Add((float)(s.Mean(t, BaselineCycles) - s.Mean(Math.Min(t, BaselineCycles - 1), BaselineCycles)));
            }
            foreach (var window in IndexWindows)
            {
                row.Add((float)healthSums.Mean(t, window));
                row.Add((float)healthSums.Slope(t, window));
            }
            row.Add((float)(healthSums.Mean(t, BaselineCycles) - healthSums.Mean(Math.Min(t, BaselineCycles - 1), BaselineCycles)));
            rows[t] = [.. row];
        }
        return rows;
    }

    private double[] HealthIndex(double[][] sensors) =>
        [.. Enumerable.Range(0, sensors[0].Length).Select(t => _index.Predict(Expand(sensors, t)))];

    private static IEnumerable<(double[], double)> IndexRows(EngineRun run, double[][] sensors, int cap) =>
        Enumerable.Range(0, run.Cycles.Count).Select(t => (Expand(sensors, t), (double)Math.Min(run.RemainingAfter(t), cap)));

    private static int Quadratic(int count) => count + count * (count + 1) / 2;

    // Sensors and their products: with two fault modes, the same sensor may fall in one and rise in the other.
    private static double[] Expand(double[][] sensors, int t)
    {
        var expanded = new double[Quadratic(sensors.Length)];
        var at = 0;
        foreach (var sensor in sensors) expanded[at++] = sensor[t];
        for (var i = 0; i < sensors.Length; i++)
            for (var j = 0; j <= i; j++) expanded[at++] = sensors[i][t] * sensors[j][t];
        return expanded;
    }
}
