namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>
/// Prediction of stuck pipe from the two hours before, leaving one hole out at a time. Seven stuck cases do not support a tree ensemble, so
/// this is a linear discriminant with a strong penalty, on three quantities known from drilling handbooks.
/// </summary>
public static class StuckPipeEvaluation
{
    public const string Protocol =
        "Leave one hole out: scale and weights come from the other holes only. The features and the penalty were chosen on all "
            + "cases (13 sets, 3 penalties), so the figure is optimistic; 33 cases of three holes, seven of them stuck, support no more.";

    private const int RecentMinutes = 20;
    private const int PullMinutes = 10;
    private const double Penalty = 100; // nearly equal weights: seven positives determine little more than the sign

    public static StuckPipeFigures Run(string folder)
    {
        var cases = DrillingCase.ReadAll(folder);
        if (cases.Count == 0) throw new InvalidDataException($"No file dh…_case….csv in {folder}.");
        var scored = cases.Select(c => c.Hole).Distinct().SelectMany(hole => HoldBack(cases, hole)).ToList();
        return new StuckPipeFigures(Protocol, cases.Count, cases.Count(c => c.Stuck),
        [
            Judge("discriminant, hole left out", scored),
            Judge("standard deviation of torque, 20 min", cases.Select(c => (c, Deviation(c.Torque[^RecentMinutes..])))),
            Judge("range of torque, 20 min", cases.Select(c => (c, c.Torque[^RecentMinutes..].Max() - c.Torque[^RecentMinutes..].Min()))),
        ]);
    }

    private static ScoreFigures Judge(string name, IEnumerable<(DrillingCase Case, double Score)> scored)
    {
        var all = scored.ToList();
        var holes = all.GroupBy(s => s.Case.Hole)
            .Select(g => (Pairs: g.Count(s => s.Case.Stuck) * g.Count(s => !s.Case.Stuck), Area: Area(g))).ToList();
        return new ScoreFigures(name, holes.Sum(h => h.Pairs * h.Area) / holes.Sum(h => h.Pairs), Area(all));

        static double Area(IEnumerable<(DrillingCase Case, double Score)> some) =>
            RocCurve.Area([.. some.Select(s => (s.Score, s.Case.Stuck))]);
    }

    private static IEnumerable<(DrillingCase Case, double Score)> HoldBack(IReadOnlyList<DrillingCase> cases, string hole)
    {
        var training = cases.Where(c => c.Hole != hole).Select(c => (Case: c, X: Features(c))).ToList();
        var width = training[0].X.Length;
        var mean = Enumerable.Range(0, width).Select(i => training.Average(t => t.X[i])).ToArray();
        var deviation = Enumerable.Range(0, width).Select(i => Deviation([.. training.Select(t => t.X[i])])).ToArray();
        var stuck = training.Count(t => t.Case.Stuck) / (double)training.Count;
        var discriminant = new RidgeRegression(training.Select(t => (Scale(t.X), t.Case.Stuck ? 1 / stuck : -1 / (1 - stuck))), width,
            Penalty);
        return [.. cases.Where(c => c.Hole == hole).Select(c => (c, discriminant.Predict(Scale(Features(c)))))];

        double[] Scale(double[] x) => [.. x.Select((v, i) => (v - mean[i]) / deviation[i])];
    }

    // Torque range, torque variation relative to its mean, and hook load above the previous maximum (overpull).
    private static double[] Features(DrillingCase c)
    {
        var torque = c.Torque[^RecentMinutes..];
        var overpull = c.HookLoad[^PullMinutes..].Max() - c.HookLoad[..^PullMinutes].Max();
        return [Math.Log(1 + torque.Max() - torque.Min()), Deviation(torque) / (torque.Average() + 1), Math.Clamp(overpull, -20, 20)];
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
