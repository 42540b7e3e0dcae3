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

    /// <summary>Leaves each hole of a folder out in turn.</summary>
    /// <exception cref="InvalidDataException">The folder has too few cases; the message says which are missing.</exception>
    /// <exception cref="FormatException">A file is not such a table; the message gives file and line.</exception>
    public static StuckPipeFigures Run(string folder)
    {
        var cases = DrillingCase.ReadAll(folder);
        var holes = cases.Select(c => c.Hole).Distinct().ToList();
        if (holes.Count < 2) throw new InvalidDataException($"{folder} has the hole {holes[0]} only: leaving one hole out needs two or "
            + "more. Give cases of other holes with --train and these with --test.");
        return Figures(Protocol, "discriminant, hole left out", cases, [.. holes.SelectMany(hole =>
        {
            var score = Fit([.. cases.Where(c => c.Hole != hole)], $"{folder} without the hole {hole}");
            return cases.Where(c => c.Hole == hole).Select(c => (c, score(c)));
        })]);
    }

    /// <summary>Judges the cases of one folder by those of another.</summary>
    /// <exception cref="InvalidDataException">A folder has too few cases; the message says which are missing.</exception>
    /// <exception cref="FormatException">A file is not such a table; the message gives file and line.</exception>
    public static StuckPipeFigures Run(string train, string test)
    {
        var (score, cases) = (Fit(DrillingCase.ReadAll(train), train), DrillingCase.ReadAll(test));
        return Figures($"Scale and weights come from {train} only; {test} is judged.", "discriminant", cases,
            [.. cases.Select(c => (c, score(c)))]);
    }

    private static StuckPipeFigures Figures(string protocol, string name, IReadOnlyList<DrillingCase> cases,
        IReadOnlyList<(DrillingCase Case, double Score)> scored)
    {
        if (cases.All(c => c.Stuck) || !cases.Any(c => c.Stuck)) throw new InvalidDataException("All cases to judge are "
            + $"{(cases[0].Stuck ? "stuck" : "normal")}: the area under the curve compares stuck and normal cases.");
        return new StuckPipeFigures(protocol, cases.Count, cases.Count(c => c.Stuck),
        [
            Judge(name, scored),
            Judge("standard deviation of torque, 20 min", [.. cases.Select(c => (c, Deviation(Torque(c))))]),
            Judge("range of torque, 20 min", [.. cases.Select(c => (c, Torque(c).Max() - Torque(c).Min()))]),
        ]);
    }

    private static ScoreFigures Judge(string name, IReadOnlyList<(DrillingCase Case, double Score)> all)
    {
        var holes = all.GroupBy(s => s.Case.Hole)
            .Select(g => (Pairs: g.Count(s => s.Case.Stuck) * g.Count(s => !s.Case.Stuck), Area: Area(g))).Where(h => h.Pairs > 0).ToList();
        return new ScoreFigures(name, holes.Count > 0 ? holes.Sum(h => h.Pairs * h.Area) / holes.Sum(h => h.Pairs) : null, Area(all));

        static double Area(IEnumerable<(DrillingCase Case, double Score)> some) =>
            RocCurve.Area([.. some.Select(s => (s.Score, s.Case.Stuck))]);
    }

    private static Func<DrillingCase, double> Fit(IReadOnlyList<DrillingCase> cases, string name)
    {
        var training = cases.Select(c => (Case: c, X: Features(c))).ToList();
        var stuck = training.Count(t => t.Case.Stuck) / (double)training.Count;
        if (stuck is 0 or 1) throw new InvalidDataException($"{name} has {training.Count} cases, all of them "
            + $"{(stuck == 0 ? "normal" : "stuck")}: training needs both kinds.");
        var width = training[0].X.Length;
        var mean = Enumerable.Range(0, width).Select(i => training.Average(t => t.X[i])).ToArray();
        // What is the same in all cases tells nothing.
        var deviation = Enumerable.Range(0, width).Select(i => Deviation([.. training.Select(t => t.X[i])]) is > 0 and var d ? d
            : 1).ToArray();
        var discriminant = new RidgeRegression(training.Select(t => (Scale(t.X), t.Case.Stuck ? 1 / stuck : -1 / (1 - stuck))), width,
            Penalty);
        return c => discriminant.Predict(Scale(Features(c)));

        double[] Scale(double[] x) => [.. x.Select((v, i) => (v - mean[i]) / deviation[i])];
    }

    // Torque range, torque variation relative to its mean, and hook load above the previous maximum (overpull).
    private static double[] Features(DrillingCase c)
    {
        var torque = Torque(c);
        var overpull = c.Last(PullMinutes, c.HookLoad, "60sec_HKL").Max() - c.Before(PullMinutes, c.HookLoad, "60sec_HKL").Max();
        return [Math.Log(1 + torque.Max() - torque.Min()), Deviation(torque) / (torque.Average() + 1), Math.Clamp(overpull, -20, 20)];
    }

    private static double[] Torque(DrillingCase c) => c.Last(RecentMinutes, c.Torque, "60sec_Torque");

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
