using System.Globalization;
using Maintenance.Pmml.Native;
using Maintenance.Pmml.Xml;
using static Maintenance.Pmml.Xml.Markup;

namespace Maintenance.Pmml.LightGbm;

/// <summary>One tree of LightGBM's text: parallel lists, a child below zero is leaf <c>~child</c>.</summary>
internal sealed class LightGbmTree
{
    private const int MaxDepth = 400;
    private const double Zero = 1e-35; // LightGBM's kZeroThreshold, as printed for float32

    private readonly Dictionary<string, string> _lists;
    private readonly NativeFeature[] _features;
    private readonly int _number;
    private readonly int[] _split, _decision, _left, _right, _boundaries;
    private readonly double[] _threshold, _values, _counts;
    private readonly uint[] _sets;

    public LightGbmTree(Dictionary<string, string> lists, NativeFeature[] features, int number)
    {
        (_lists, _features, _number) = (lists, features, number);
        (_split, _decision, _left, _right) = (Ints("split_feature"), Ints("decision_type"), Ints("left_child"), Ints("right_child"));
        (_threshold, _values, _counts) = (Doubles("threshold"), Doubles("leaf_value"), Doubles("leaf_count"));
        _boundaries = Ints("cat_boundaries");
        _sets = [.. Words("cat_threshold").Select(w => uint.Parse(w, CultureInfo.InvariantCulture))];
        var wrong = Array.FindIndex(_values, v => !double.IsFinite(v));
        if (wrong >= 0) throw new NativeModelException($"Tree={number}", $"leaf_value {wrong + 1} is {_values[wrong]}, not a finite "
            + "number. Training has diverged: train again, with a lower learning_rate.");
    }

    /// <summary>Features that a tree splits as categories, by number.</summary>
    public static IEnumerable<int> SplitAsCategories(Dictionary<string, string> lists) =>
        Ints(lists, "split_feature").Zip(Ints(lists, "decision_type")).Where(s => (s.Second & 1) != 0).Select(s => s.First);

    public bool IsLinear => _lists.GetValueOrDefault("is_linear") == "1";

    public int LeafCount => _values.Length;

    public double LeafValue(int leaf) => _values[leaf];

    public double LeafConstant(int leaf) => Doubles("leaf_const")[leaf];

    /// <summary>Features and coefficients of a leaf's linear model.</summary>
    public IReadOnlyList<(string Feature, double Coefficient)> LeafTerms(int leaf)
    {
        var counts = Ints("num_features");
        var from = counts.Take(leaf).Sum();
        var (indices, coefficients) = (Ints("leaf_features"), Doubles("leaf_coeff"));
        return [.. Enumerable.Range(from, counts[leaf]).Select(i => (_features[indices[i]].Name, coefficients[i]))];
    }

    /// <param name="leafNumbers">True if scores are leaf numbers instead of values.</param>
    public PmmlElement ToNodes(bool leafNumbers) => ToNode(_left.Length == 0 ? ~0 : 0, Make("True"), leafNumbers, 0);

    private PmmlElement ToNode(int at, PmmlElement predicate, bool leafNumbers, int depth)
    {
        if (depth > MaxDepth) throw new NativeModelException($"Tree={_number}", $"it is deeper than {MaxDepth} levels, or has a "
            + "cycle.");
        var node = Make("Node", [("id", at.ToString(CultureInfo.InvariantCulture))], predicate);
        if (at < 0)
        {
            node.AddAttribute("score", leafNumbers ? (~at).ToString(CultureInfo.InvariantCulture) : Text(_values[~at]));
            if (_counts.Length > ~at) node.AddAttribute("recordCount", Text(_counts[~at]));
            return node;
        }
        var (condition, missingLeft) = Condition(at);
        node.AddAttribute("recordCount", "0");
        node.AddAttribute("defaultChild", (missingLeft ? _left[at] : _right[at]).ToString(CultureInfo.InvariantCulture));
        node.AddChild(ToNode(_left[at], condition, leafNumbers, depth + 1));
        node.AddChild(ToNode(_right[at], Make("True"), leafNumbers, depth + 1));
        return node;
    }

    private (PmmlElement Left, bool MissingLeft) Condition(int at)
    {
        var (feature, type) = (_features[_split[at]], _decision[at]);
        var (defaultLeft, missing) = ((type & 2) != 0, (type >> 2) & 3);
        if ((type & 1) != 0) return (Set(feature.Name, Members((int)_threshold[at]).SelectMany(feature.TextsOf)), false);
        if (feature.Categories is not null) throw new NativeModelException($"Tree={_number}", $"feature '{feature.Name}' is a category, "
            + "but is split as a number.");
        // PMML has no infinities: every number is up to inf, none up to -inf or nan.
        var threshold = double.IsPositiveInfinity(_threshold[at]) ? double.MaxValue
            : double.IsFinite(_threshold[at]) ? _threshold[at] : double.MinValue;
        var below = Compare(feature.Name, "lessOrEqual", Text(threshold));
        return missing switch
        {
            0 => (below, 0 <= threshold),
            2 => (below, defaultLeft),
            1 when defaultLeft => (Compound("or", below,
                Compound("and", Compare(feature.Name, "greaterOrEqual", Text(-Zero)), Compare(feature.Name, "lessOrEqual", Text(Zero)))),
                true),
            1 => (Compound("and", below, Compound("or", Compare(feature.Name, "lessThan", Text(-Zero)),
                Compare(feature.Name, "greaterThan", Text(Zero)))), false),
            _ => throw new NativeModelException($"Tree={_number}", $"decision_type {type} is unknown."),
        };
    }

    private IEnumerable<int> Members(int set)
    {
        for (var word = _boundaries[set]; word < _boundaries[set + 1]; word++)
            for (var bit = 0; bit < 32; bit++)
                if ((_sets[word] >> bit & 1) != 0) yield return ((word - _boundaries[set]) * 32) + bit;
    }

    private static PmmlElement Compound(string op, params PmmlElement[] parts) =>
        Make("CompoundPredicate", [("booleanOperator", op)], parts);

    private string[] Words(string name) => Words(_lists, name);

    private int[] Ints(string name) => Ints(_lists, name);

    private double[] Doubles(string name) => [.. Words(name).Select(w => NativeText.TryParse(w, out var value)
        ? value : throw new FormatException($"'{PmmlElement.Shorten(w)}' in {name} is not a number."))];

    private static string[] Words(Dictionary<string, string> lists, string name) =>
        lists.GetValueOrDefault(name)?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static int[] Ints(Dictionary<string, string> lists, string name) =>
        [.. Words(lists, name).Select(w => int.Parse(w, CultureInfo.InvariantCulture))];
}
