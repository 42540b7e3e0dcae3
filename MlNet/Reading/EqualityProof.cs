using Maintenance.Core.Ports;
using Maintenance.Pmml;
using Maintenance.Pmml.Ensembles;

namespace Maintenance.MlNet.Reading;

/// <summary>
/// Compares a compiled ensemble with ML.NET's own output, bit for bit, on rows chosen to expose differences: values at thresholds and one
/// bit off, missing values, all missing, zeros, infinities and the largest numbers. The rows depend only on the trees.
/// </summary>
internal static class EqualityProof
{
    /// <summary>Number of rows compared.</summary>
    public const int Rows = 2048;

    private const double MissingShare = 0.3;
    private static readonly float[] Extremes = [0f, -0f, 1f, -1f, float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity,
        float.NegativeInfinity];

    /// <summary>True when all outputs of all rows have the same bits (all NaNs are equal).</summary>
    public static bool Holds(TreeEnsemble ensemble, PmmlModel compiled, IConditionModel original)
    {
        if (!compiled.Outputs.SequenceEqual(original.Outputs, StringComparer.Ordinal)
            || !compiled.Inputs.All(i => original.Inputs.Contains(i, StringComparer.Ordinal))) return false;
        int[] places = [.. compiled.Inputs.Select(i => original.Inputs.ToList().IndexOf(i))];
        var rows = Make(ensemble);
        var spread = new float[Rows * original.Inputs.Count];
        for (var row = 0; row < Rows; row++)
            for (var i = 0; i < places.Length; i++) spread[(row * original.Inputs.Count) + places[i]] = rows[(row * places.Length) + i];
        var (ours, theirs) = (new float[Rows * compiled.Outputs.Count], new float[Rows * compiled.Outputs.Count]);
        compiled.Score(rows, Rows, ours);
        original.Score(spread, Rows, theirs);
        for (var i = 0; i < ours.Length; i++)
            if (!ours[i].Equals(theirs[i])) return false;
        return true;
    }

    /// <summary>Rows to compare, row-major in the order of the ensemble's features.</summary>
    public static float[] Make(TreeEnsemble ensemble)
    {
        var thresholds = new SortedSet<float>[ensemble.Features.Count];
        foreach (var tree in ensemble.Groups.SelectMany(g => g.Trees))
            for (var i = 0; i < tree.Features.Length; i++) (thresholds[tree.Features[i]] ??= []).Add(tree.Thresholds[i]);
        float[][] values = [.. thresholds.Select(t => t?.ToArray() ?? [])];
        var (random, rows) = (new Random(20_000), new float[Rows * values.Length]);
        for (var row = 0; row < Rows; row++)
        {
            // Some rows complete, some nearly empty; the first entirely empty.
            var missing = row == 0 ? 1 : row % 8 == 1 ? 0 : row % 8 == 2 ? 0.9 : MissingShare;
            for (var f = 0; f < values.Length; f++)
                rows[(row * values.Length) + f] = random.NextDouble() < missing ? float.NaN : Draw(values[f], random);
        }
        return rows;
    }

    private static float Draw(float[] thresholds, Random random)
    {
        if (thresholds.Length == 0 || random.Next(20) == 0) return Extremes[random.Next(Extremes.Length)];
        var threshold = thresholds[random.Next(thresholds.Length)];
        return random.Next(4) switch
        {
            0 => threshold,
            1 => MathF.BitIncrement(threshold),
            2 => MathF.BitDecrement(threshold),
            _ => threshold + ((float)(random.NextDouble() - 0.5) * (thresholds[^1] - thresholds[0] + Math.Abs(threshold))),
        };
    }
}
