using System.Buffers;

namespace Maintenance.Scoring.Pmml.Ensembles;

/// <summary>
/// Exact Shapley values of tree ensembles, path-dependent: the algorithm of Lundberg, Erion and Lee, "Consistent individualized feature
/// attribution for tree ensembles" (2018), algorithm 2, over the record counts of the nodes; what XGBoost's <c>pred_contribs</c> gives.
/// Allocates nothing for trees up to 60 levels; any thread.
/// </summary>
internal sealed class TreeShap
{
    private readonly FlatEnsemble _ensemble;
    private readonly double[] _decisionCovers;
    private readonly int _maxDepth;

    private TreeShap(FlatEnsemble ensemble)
    {
        _ensemble = ensemble;
        _decisionCovers = new double[ensemble.Features.Length];
        foreach (var start in ensemble.Starts) _maxDepth = Math.Max(_maxDepth, Measure(start));
    }

    /// <summary>Null where the document lacks record counts, or sends missing values to a place of their own.</summary>
    public static TreeShap? TryCreate(FlatEnsemble ensemble)
    {
        if (ensemble.LeafCovers.Length == 0) return null;
        for (var i = 0; i < ensemble.Features.Length; i++)
            if (ensemble.WhenMissing[i] != ensemble.WhenLess[i] && ensemble.WhenMissing[i] != ensemble.WhenNotLess[i]) return null;
        return new TreeShap(ensemble);
    }

    /// <summary>Adds <paramref name="factor"/> × the contributions of one group's sum to <paramref name="contributions"/>.</summary>
    public void Add(int group, ReadOnlySpan<float> row, double factor, Span<double> contributions)
    {
        var length = (_maxDepth + 2) * (_maxDepth + 3) / 2;
        PathElement[]? rented = null;
        var path = length <= 2048 ? stackalloc PathElement[2048] : rented = ArrayPool<PathElement>.Shared.Rent(length);
        try
        {
            for (var tree = _ensemble.Groups[group]; tree < _ensemble.Groups[group + 1]; tree++)
                Visit(_ensemble.Starts[tree], row, factor, contributions, path, 0, new PathElement(-1, 1, 1, 0));
        }
        finally
        {
            if (rented is not null) ArrayPool<PathElement>.Shared.Return(rented);
        }
    }

    private int Measure(int at)
    {
        if (at < 0) return 1;
        var depth = 1 + Math.Max(Measure(_ensemble.WhenLess[at]), Measure(_ensemble.WhenNotLess[at]));
        _decisionCovers[at] = Cover(_ensemble.WhenLess[at]) + Cover(_ensemble.WhenNotLess[at]);
        return depth;
    }

    private double Cover(int target) => target >= 0 ? _decisionCovers[target] : _ensemble.LeafCovers[~target];

    // path holds the elements of this level in its first `length` entries; a deeper level works on a copy behind them.
    private void Visit(
        int at, ReadOnlySpan<float> row, double factor, Span<double> contributions, Span<PathElement> path, int length, PathElement entering)
    {
        Extend(path, length, entering);
        length++;
        if (at < 0)
        {
            AddLeaf(_ensemble.LeafValues[~at] * factor, contributions, path, length);
            return;
        }
        var feature = _ensemble.Features[at];
        var x = row[feature];
        var hot = x < _ensemble.Thresholds[at] ? _ensemble.WhenLess[at] : float.IsNaN(x) ? _ensemble.WhenMissing[at] : _ensemble.WhenNotLess[at];
        var cold = hot == _ensemble.WhenLess[at] ? _ensemble.WhenNotLess[at] : _ensemble.WhenLess[at];
        var (zero, one) = (1.0, 1.0);
        for (var i = 1; i < length; i++)
        {
            if (path[i].Feature != feature) continue;
            (zero, one) = (path[i].Zero, path[i].One);
            Unwind(path, length--, i);
            break;
        }
        var cover = _decisionCovers[at];
        var deeper = path[length..];
        path[..length].CopyTo(deeper);
        Visit(hot, row, factor, contributions, deeper, length, new PathElement(feature, zero * Share(hot, cover), one, 0));
        path[..length].CopyTo(deeper);
        Visit(cold, row, factor, contributions, deeper, length, new PathElement(feature, zero * Share(cold, cover), 0, 0));
    }

    private double Share(int target, double cover) => cover > 0 ? Cover(target) / cover : 0;

    private static void AddLeaf(double value, Span<double> contributions, ReadOnlySpan<PathElement> path, int length)
    {
        for (var i = 1; i < length; i++)
            contributions[path[i].Feature] += UnwoundSum(path, length, i) * (path[i].One - path[i].Zero) * value;
    }

    private static void Extend(Span<PathElement> path, int length, PathElement entering)
    {
        path[length] = entering with { Weight = length == 0 ? 1 : 0 };
        for (var i = length - 1; i >= 0; i--)
        {
            path[i + 1].Weight += entering.One * path[i].Weight * (i + 1) / (length + 1);
            path[i].Weight = entering.Zero * path[i].Weight * (length - i) / (length + 1);
        }
    }

    private static void Unwind(Span<PathElement> path, int length, int index)
    {
        var last = length - 1;
        var (one, zero) = (path[index].One, path[index].Zero);
        var next = path[last].Weight;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var weight = path[i].Weight;
                path[i].Weight = next * length / ((i + 1) * one);
                next = weight - (path[i].Weight * zero * (last - i) / length);
            }
            else if (zero != 0)
            {
                path[i].Weight = path[i].Weight * length / (zero * (last - i));
            }
        }
        for (var i = index; i < last; i++)
            path[i] = path[i + 1] with { Weight = path[i].Weight };
    }

    private static double UnwoundSum(ReadOnlySpan<PathElement> path, int length, int index)
    {
        var last = length - 1;
        var (one, zero) = (path[index].One, path[index].Zero);
        var next = path[last].Weight;
        var total = 0.0;
        for (var i = last - 1; i >= 0; i--)
        {
            if (one != 0)
            {
                var weight = next * length / ((i + 1) * one);
                total += weight;
                next = path[i].Weight - (weight * zero * (last - i) / length);
            }
            else if (zero != 0)
            {
                total += path[i].Weight * length / (zero * (last - i));
            }
        }
        return total;
    }

    /// <summary>One feature on the path from the root: shares of rows that pass without and with knowing it, and the path's weight.</summary>
    private record struct PathElement(int Feature, double Zero, double One, double Weight);
}
