using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>
/// Compares the specific energy of the live code with a log's own curve. The energy goes with the inverse square of the bit's diameter;
/// where no document gives it, the diameter is taken for which both curves have the same median, and the relative error is that of the
/// shape alone.
/// </summary>
internal static class EnergyJudge
{
    // 8 1/2 in, to compute with before the diameter is known.
    private const double AnyDiameterM = 0.2159;

    private const long HourMicros = 3_600_000_000;

    private static readonly int SpecificEnergy = Descriptors.IndexOf("mechanical_specific_energy");

    /// <summary>Figures; null when no reading has both energies above 0.</summary>
    /// <param name="well">Well.</param>
    /// <param name="cells">Cells of the log.</param>
    /// <param name="givenM">Diameter that a person gave, m; NaN without one.</param>
    /// <param name="documentedM">Diameters in the documents, m.</param>
    public static EnergyFigures? Judge(string well, IReadOnlyList<RigCell> cells, double givenM, IReadOnlyList<double> documentedM)
    {
        var pairs = Pairs(cells);
        if (pairs.Count == 0) return null;
        var implied = Implied(pairs);
        if (documentedM.Count > 1 && double.IsNaN(givenM))
        {
            // Which bit was in the hole when, few documents say: of those documented, by hour, the one nearest to what the log implies.
            var hours = pairs.GroupBy(p => p.TimeUnixMicros / HourMicros).Select(hour =>
                (Pairs: hour.ToList(), Bit: documentedM.MinBy(d => Math.Abs(Math.Log(d / Implied([.. hour]))))));
            var scaled = hours.SelectMany(h => Scaled(h.Pairs, h.Bit)).ToList();
            return PairFigures.Of(well, double.NaN, $"documents, the nearest of {documentedM.Count} by hour", implied, scaled);
        }
        var (diameter, from) = !double.IsNaN(givenM) ? (givenM, "given") : documentedM.Count > 0 ? (documentedM[0], "documents")
            : (implied, "the log's own median");
        return PairFigures.Of(well, diameter, from, implied, [.. Scaled(pairs, diameter)]);
    }

    private static double Implied(List<Pair> pairs) =>
        AnyDiameterM * Math.Sqrt(PairFigures.Median([.. pairs.Select(p => p.Ours / p.Theirs)])!.Value);

    private static IEnumerable<(double, double)> Scaled(List<Pair> pairs, double diameterM) =>
        pairs.Select(p => (p.Ours * (AnyDiameterM / diameterM) * (AnyDiameterM / diameterM), p.Theirs));

    private static List<Pair> Pairs(IReadOnlyList<RigCell> cells)
    {
        var (descriptors, moments, scratch) = (new float[Descriptors.Count], new Moments[StandardChannels.Count], new float[1]);
        var pairs = new List<Pair>();
        foreach (var cell in cells)
        {
            if (!(cell.SpecificEnergy > 0)) continue;
            if (scratch.Length < cell.Readings.Count) scratch = new float[cell.Readings.Count];
            for (var channel = 0; channel < moments.Length; channel++)
                moments[channel] = Moments.Of([.. cell.Readings.Values.Select(r => r[channel])], scratch);
            DrillingDescriptors.Compute(moments, AnyDiameterM, descriptors);
            if (descriptors[SpecificEnergy] is > 0 and var ours) pairs.Add(new Pair(cell.TimeUnixMicros, ours, cell.SpecificEnergy));
        }
        return pairs;
    }

    private readonly record struct Pair(long TimeUnixMicros, double Ours, double Theirs);
}
