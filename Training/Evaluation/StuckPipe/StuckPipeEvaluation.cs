using Maintenance.Core.Conditions;
using Maintenance.Scoring.Trends;

namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>
/// Judges real cases with the very code that runs live (<see cref="TrendAssessor"/>): the cases become minutes, and the score of a case is
/// the probability of stuck pipe in its last minute. Nothing is fitted, so each hole is judged as one that was never seen.
/// </summary>
public static class StuckPipeEvaluation
{
    /// <summary>How the cases are judged.</summary>
    public const string Protocol =
        "Each hole is left out: nothing is learnt from any case, the limits are those of the live path and apply to every rig alike.";

    private const int RecentMinutes = 20;
    private const int Draws = 2_000;
    private const int Seed = 1;

    /// <summary>Judges the cases of a folder.</summary>
    /// <exception cref="InvalidDataException">The folder has too few cases; the message says which are missing.</exception>
    /// <exception cref="FormatException">A file is not such a table; the message gives file and line.</exception>
    public static StuckPipeFigures Run(string folder) => Figures(Protocol, DrillingCase.ReadAll(folder));

    /// <summary>Judges the cases of one folder; those of another would be learnt from.</summary>
    /// <exception cref="InvalidDataException">The folder has too few cases; the message says which are missing.</exception>
    /// <exception cref="FormatException">A file is not such a table; the message gives file and line.</exception>
    public static StuckPipeFigures Run(string train, string test) =>
        Figures($"{test} is judged; nothing is learnt, also not from {train}.", DrillingCase.ReadAll(test));

    private static StuckPipeFigures Figures(string protocol, IReadOnlyList<DrillingCase> cases)
    {
        if (cases.All(c => c.Stuck) || !cases.Any(c => c.Stuck)) throw new InvalidDataException("All cases to judge are "
            + $"{(cases[0].Stuck ? "stuck" : "normal")}: the area under the curve compares stuck and normal cases.");
        (string Name, double[] Scores)[] scores =
        [
            ("live path: signs of a sticking string", [.. cases.Select(c => (double)c.After(c.Minutes.Length).StuckPipe.Probability)]),
            ("range of torque, 20 min", [.. cases.Select(c => c.LastTorques(RecentMinutes) is var t ? t.Max() - t.Min() : 0)]),
            ("standard deviation of torque, 20 min", [.. cases.Select(c => Deviation(c.LastTorques(RecentMinutes)))]),
        ];
        var drawn = Enumerable.Range(0, scores.Length).Select(_ => new List<double>()).ToArray();
        var random = new Random(Seed);
        for (var draw = 0; draw < Draws; draw++)
        {
            var again = DrawAgain(cases, random);
            foreach (var (i, (_, values)) in scores.Index())
                if (WithinHoles(cases, values, again) is { } area) drawn[i].Add(area);
        }
        int[] all = [.. Enumerable.Range(0, cases.Count)];
        var (alarms, leads) = (new TrendAlarms(), new List<StuckPipeLead>());
        foreach (var drilling in cases)
        {
            if (drilling.Stuck) leads.Add(LeadOf(drilling));
            else Replay(drilling, alarms);
        }
        return new StuckPipeFigures(protocol, cases.Count, cases.Count(c => c.Stuck),
            [.. scores.Select((s, i) => new ScoreFigures(s.Name, WithinHoles(cases, s.Scores, all), Interval(drawn[i]),
                Area(cases, s.Scores, all), Holes(cases, s.Scores)))],
            Interval([.. drawn[0].Zip(drawn[1], (live, single) => live - single)]), leads, alarms.Figures, alarms.Raised);
    }

    // Cases of each hole and kind, drawn with replacement, so that every draw can be judged.
    private static int[] DrawAgain(IReadOnlyList<DrillingCase> cases, Random random) =>
        [.. Enumerable.Range(0, cases.Count).GroupBy(i => (cases[i].Hole, cases[i].Stuck)).SelectMany(group =>
        {
            int[] members = [.. group];
            return members.Select(_ => members[random.Next(members.Length)]);
        })];

    private static double? WithinHoles(IReadOnlyList<DrillingCase> cases, double[] scores, int[] some)
    {
        var (pairs, won) = (0, 0.0);
        foreach (var hole in some.GroupBy(i => cases[i].Hole))
        {
            int[] members = [.. hole];
            var stuck = members.Count(i => cases[i].Stuck);
            if (stuck == 0 || stuck == members.Length) continue;
            pairs += stuck * (members.Length - stuck);
            won += stuck * (members.Length - stuck) * Area(cases, scores, members);
        }
        return pairs > 0 ? won / pairs : null;
    }

    private static SortedDictionary<string, double> Holes(IReadOnlyList<DrillingCase> cases, double[] scores)
    {
        var holes = new SortedDictionary<string, double>(StringComparer.Ordinal);
        foreach (var hole in Enumerable.Range(0, cases.Count).GroupBy(i => cases[i].Hole))
            if (Area(cases, scores, [.. hole]) is var area && double.IsFinite(area)) holes[hole.Key] = area;
        return holes;
    }

    private static double Area(IReadOnlyList<DrillingCase> cases, double[] scores, int[] some) =>
        RocCurve.Area([.. some.Select(i => (scores[i], cases[i].Stuck))]);

    private static AreaInterval? Interval(List<double> drawn)
    {
        if (drawn.Count == 0) return null;
        drawn.Sort();
        return new AreaInterval(drawn[(int)(0.025 * (drawn.Count - 1))], drawn[(int)(0.975 * (drawn.Count - 1))]);
    }

    private static StuckPipeLead LeadOf(DrillingCase drilling)
    {
        var alarm = new TrendAlarm(FailureModes.StuckPipe);
        var length = drilling.Minutes.Length;
        int? named = null, raised = null;
        for (var minutes = 1; minutes <= length; minutes++)
        {
            var finding = drilling.After(minutes).StuckPipe;
            named = finding.Probability >= FaultLimits.NamedFrom ? named ?? (length - minutes) : null;
            if (alarm.Add(finding)) raised ??= length - minutes;
        }
        return new StuckPipeLead(Path.GetFileName(drilling.Path), drilling.After(length).StuckPipe.Probability, named, raised);
    }

    private static void Replay(DrillingCase drilling, TrendAlarms alarms)
    {
        alarms.Reset();
        for (var minutes = 1; minutes <= drilling.Minutes.Length; minutes++)
        {
            var minute = minutes;
            alarms.Add(drilling.After(minutes), () => $"{Path.GetFileName(drilling.Path)}, minute {minute}");
        }
    }

    private static double Deviation(double[] values)
    {
        var mean = values.Average();
        return Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
    }
}
