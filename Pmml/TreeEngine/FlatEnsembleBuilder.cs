using Maintenance.Pmml.TreeModel;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>
/// Appends compiled trees to a <see cref="FlatEnsemble"/>; refuses those with anything but numeric comparisons of inputs.
/// </summary>
internal sealed class FlatEnsembleBuilder
{
    private readonly List<int> _features = [];
    private readonly List<float> _thresholds = [];
    private readonly List<int> _less = [];
    private readonly List<int> _notLess = [];
    private readonly List<int> _missing = [];
    private readonly List<double> _values = [];
    private readonly List<double> _covers = [];
    private readonly List<int> _starts = [];
    private readonly List<int> _groups = [];
    private bool _hasCovers = true;

    public void BeginGroup() => _groups.Add(_starts.Count);

    /// <summary>Adds a tree to the current group; false when it is not supported.</summary>
    /// <param name="tree">Tree.</param>
    /// <param name="inputOfSlot">The input that a slot holds unchanged.</param>
    public bool TryAdd(CompiledTree tree, IReadOnlyDictionary<int, int> inputOfSlot)
    {
        for (var i = 0; i < tree.Operators.Length; i++)
            if (tree.Operators[i] is TreeOperator.Complex or TreeOperator.Equal or TreeOperator.NotEqual
                || !inputOfSlot.ContainsKey(tree.Slots[i])
                || double.IsInfinity(tree.Thresholds[i])) // no float is above it, so x <= ∞ cannot be written as x < threshold
                return false;
        var (firstDecision, firstLeaf) = (_features.Count, _values.Count);
        int Move(int target) => target >= 0 ? target + firstDecision : target - firstLeaf;
        _starts.Add(Move(tree.Start));
        for (var i = 0; i < tree.Operators.Length; i++)
        {
            _features.Add(inputOfSlot[tree.Slots[i]]);
            var (threshold, swapped) = ToLessThan(tree.Operators[i], tree.Thresholds[i]);
            _thresholds.Add(threshold);
            var (whenTrue, whenFalse, whenUnknown) = (Move(tree.WhenTrue[i]), Move(tree.WhenFalse[i]), Move(tree.WhenUnknown[i]));
            if (tree.Operators[i] == TreeOperator.IsMissing) (whenTrue, whenUnknown) = (whenFalse, whenTrue);
            else if (tree.Operators[i] == TreeOperator.IsNotMissing) (whenFalse, whenUnknown) = (whenTrue, whenFalse);
            _less.Add(swapped ? whenFalse : whenTrue);
            _notLess.Add(swapped ? whenTrue : whenFalse);
            _missing.Add(whenUnknown);
        }
        _values.AddRange(tree.LeafValues);
        _hasCovers &= tree.LeafCovers.Length > 0;
        _covers.AddRange(tree.LeafCovers);
        return true;
    }

    public FlatEnsemble Build()
    {
        _groups.Add(_starts.Count);
        return new FlatEnsemble
        {
            Features = [.. _features],
            Thresholds = [.. _thresholds],
            WhenLess = [.. _less],
            WhenNotLess = [.. _notLess],
            WhenMissing = [.. _missing],
            LeafValues = [.. _values],
            LeafSingles = [.. _values.Select(v => (float)v)],
            LeafCovers = _hasCovers ? [.. _covers] : [],
            Starts = [.. _starts],
            Groups = [.. _groups],
        }.Prepare();
    }

    /// <summary>
    /// For a float32 x: x &lt; d ⟺ x &lt; the smallest float ≥ d; x ≤ d ⟺ x &lt; the smallest float &gt; d; the other two are their
    /// negations.
    /// </summary>
    public static (float Threshold, bool Swapped) ToLessThan(TreeOperator op, double value)
    {
        var nearest = (float)value;
        return op switch
        {
            TreeOperator.LessThan or TreeOperator.GreaterOrEqual =>
                (nearest < value ? float.BitIncrement(nearest) : nearest, op == TreeOperator.GreaterOrEqual),
            TreeOperator.LessOrEqual or TreeOperator.GreaterThan =>
                (nearest <= value ? float.BitIncrement(nearest) : nearest, op == TreeOperator.GreaterThan),
            _ => (0, false),
        };
    }
}
