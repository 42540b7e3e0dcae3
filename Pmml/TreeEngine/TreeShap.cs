using System.Buffers;
using System.Runtime.Intrinsics;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Exact Shapley values of tree ensembles, path-dependent over the record counts of the nodes: as XGBoost's <c>pred_contribs</c>
/// (Lundberg, Erion, Lee, "Consistent individualized feature attribution for tree ensembles", 2018). A leaf reached with share z without
/// knowing a feature, and o (0 or 1) knowing it, has, by Owen's multilinear extension, the contribution <c>value × (o − z) × ∫₀¹ ∏ over the
/// other features of ((1 − t) z + t o) dt</c>: a polynomial, hence exact by Gauss-Legendre quadrature. All leaves below a branch share
/// their products, so a tree costs one visit per node and four points, where the published algorithm costs the square of the depth per
/// leaf. Allocates nothing; any thread.
/// </summary>
internal sealed class TreeShap
{
    private const int PointsPerVisit = 4;
    private const int MaxStackFeatures = 128;

    private readonly FlatEnsemble _ensemble;
    private readonly int _features;
    private readonly double[] _lessShares;
    private readonly double[] _notLessShares;
    private readonly (Vector256<double> Points, Vector256<double> Weights)[] _quadrature;

    private TreeShap(FlatEnsemble ensemble, int features)
    {
        _ensemble = ensemble;
        _features = features;
        _lessShares = new double[ensemble.Features.Length];
        _notLessShares = new double[ensemble.Features.Length];
        var depth = 1;
        foreach (var start in ensemble.Starts) depth = Math.Max(depth, Measure(start).Depth);
        // n points are exact for degree 2n − 1; the degree is at most the number of features on a path minus one.
        var visits = ((depth + 1) / 2 + PointsPerVisit - 1) / PointsPerVisit;
        var (points, weights) = GaussLegendre.OnUnitInterval(visits * PointsPerVisit);
        _quadrature = [.. Enumerable.Range(0, visits).Select(i => (
            Vector256.Create<double>(points.AsSpan(i * PointsPerVisit, PointsPerVisit)),
            Vector256.Create<double>(weights.AsSpan(i * PointsPerVisit, PointsPerVisit))))];
    }

    /// <summary>Null where the document lacks record counts, or has a separate target for missing values.</summary>
    public static TreeShap? TryCreate(FlatEnsemble ensemble, int features)
    {
        if (ensemble.LeafCovers.Length == 0) return null;
        for (var i = 0; i < ensemble.Features.Length; i++)
            if (ensemble.WhenMissing[i] != ensemble.WhenLess[i] && ensemble.WhenMissing[i] != ensemble.WhenNotLess[i]) return null;
        return new TreeShap(ensemble, features);
    }

    /// <summary>Adds <paramref name="factor"/> × the contributions of one group's sum to <paramref name="contributions"/>.</summary>
    public void Add(int group, ReadOnlySpan<float> row, double factor, Span<double> contributions)
    {
        FeatureState[]? rented = null;
        var states = _features <= MaxStackFeatures
            ? stackalloc FeatureState[MaxStackFeatures] : rented = ArrayPool<FeatureState>.Shared.Rent(_features);
        try
        {
            states[.._features].Fill(new FeatureState(1, 1, Vector256<double>.One));
            foreach (var (points, weights) in _quadrature)
            {
                var visit = new Visit(this, row, states, contributions, points, Vector256<double>.One - points);
                for (var tree = _ensemble.Groups[group]; tree < _ensemble.Groups[group + 1]; tree++)
                    visit.Descend(_ensemble.Starts[tree], weights * factor);
            }
        }
        finally
        {
            if (rented is not null) ArrayPool<FeatureState>.Shared.Return(rented);
        }
    }

    private (int Depth, double Cover) Measure(int at)
    {
        if (at < 0) return (0, _ensemble.LeafCovers[~at]);
        var (less, notLess) = (Measure(_ensemble.WhenLess[at]), Measure(_ensemble.WhenNotLess[at]));
        var cover = less.Cover + notLess.Cover;
        if (cover > 0) (_lessShares[at], _notLessShares[at]) = (less.Cover / cover, notLess.Cover / cover);
        return (1 + Math.Max(less.Depth, notLess.Depth), cover);
    }

    /// <summary>
    /// State of a feature on the path so far: its share without and with knowing it, and 1 / ((1 − t) zero + t one).
    /// </summary>
    private readonly record struct FeatureState(double Zero, double One, Vector256<double> Inverse);

    private readonly ref struct Visit(
        TreeShap shap, ReadOnlySpan<float> row, Span<FeatureState> states, Span<double> contributions, Vector256<double> points,
        Vector256<double> rests)
    {
        private readonly FlatEnsemble _ensemble = shap._ensemble;
        private readonly ReadOnlySpan<float> _row = row;
        private readonly Span<FeatureState> _states = states;
        private readonly Span<double> _contributions = contributions;

        /// <summary>Returns, per quadrature point, the sum over the leaves below of value × product of the path's factors.</summary>
        public Vector256<double> Descend(int at, Vector256<double> product)
        {
            if (at < 0) return product * _ensemble.LeafValues[~at];
            var feature = _ensemble.Features[at];
            var x = _row[feature];
            var (less, notLess) = (_ensemble.WhenLess[at], _ensemble.WhenNotLess[at]);
            var goesLess = (x < _ensemble.Thresholds[at] ? less : float.IsNaN(x) ? _ensemble.WhenMissing[at] : notLess) == less;
            return Branch(less, feature, shap._lessShares[at], goesLess, product)
                + Branch(notLess, feature, shap._notLessShares[at], !goesLess, product);
        }

        private Vector256<double> Branch(int target, int feature, double share, bool isTaken, Vector256<double> product)
        {
            var before = _states[feature];
            var (zero, one) = (before.Zero * share, isTaken ? before.One : 0);
            if (zero == 0 && one == 0) return Vector256<double>.Zero; // neither a training row nor this row reaches it
            var factor = rests * zero + points * one;
            var inverse = Vector256<double>.One / factor;
            _states[feature] = new FeatureState(zero, one, inverse);
            var sum = Descend(target, product * before.Inverse * factor);
            _states[feature] = before;
            // Where the feature was also used higher up, that branch counts these leaves too, with its own shares: subtracted here.
            _contributions[feature] += Vector256.Sum(sum * (inverse * (one - zero) - before.Inverse * (before.One - before.Zero)));
            return sum;
        }
    }
}
