using System.Xml.Linq;

namespace Maintenance.Scoring.Pmml;

/// <summary>
/// Compiles the TreeModels of a sum into a <see cref="TreeEnsemble"/>. Supported: binary splits by complementary SimplePredicates on
/// continuous fields (lessThan / greaterOrEqual, or lessOrEqual / greaterThan), missingValueStrategy defaultChild.
/// </summary>
internal sealed class TreeEnsembleBuilder(IReadOnlyDictionary<string, int> inputs)
{
    private const int MaxDepth = 64;
    private readonly List<int> _roots = [];
    private readonly List<int> _feature = [];
    private readonly List<float> _threshold = [];
    private readonly List<int> _left = [];
    private readonly List<int> _right = [];
    private readonly List<bool> _defaultLeft = [];
    private readonly List<float> _nodeMean = [];
    private readonly List<float> _leaf = [];

    public void Add(XElement treeModel)
    {
        Xml.RequireAttribute(treeModel, "missingValueStrategy", "defaultChild");
        Xml.RequireAttribute(treeModel, "splitCharacteristic", "binarySplit");
        var root = Xml.Child(treeModel, "Node");
        RequireTrue(root);
        _roots.Add(AddNode(root, depth: 0).Index);
    }

    public TreeEnsemble Build(float offset) => new()
    {
        Offset = offset,
        Roots = [.. _roots],
        Feature = [.. _feature],
        Threshold = [.. _threshold],
        Left = [.. _left],
        Right = [.. _right],
        DefaultLeft = [.. _defaultLeft],
        NodeMean = [.. _nodeMean],
        Leaf = [.. _leaf],
    };

    private (int Index, double Mean, double Cover) AddNode(XElement node, int depth)
    {
        if (depth > MaxDepth) throw PmmlException.At(node, $"trees deeper than {MaxDepth} are refused.");
        var cover = Xml.Number(node, "recordCount", defaultValue: 1);
        var children = node.Elements().Where(e => e.Name.LocalName == "Node").ToArray();
        if (children.Length == 0)
        {
            var value = Xml.Float(node, "score");
            _leaf.Add(value);
            return (~(_leaf.Count - 1), value, cover);
        }
        if (children.Length != 2) throw PmmlException.At(node, $"{children.Length} child nodes; binary splits are supported.");
        var index = _feature.Count;
        var (feature, threshold, leftFirst) = ReadSplit(children[0], children[1]);
        var (leftNode, rightNode) = leftFirst ? (children[0], children[1]) : (children[1], children[0]);
        _feature.Add(feature);
        _threshold.Add(threshold);
        _defaultLeft.Add(IsDefault(node, leftNode, rightNode));
        _left.Add(0);
        _right.Add(0);
        _nodeMean.Add(0);
        var left = AddNode(leftNode, depth + 1);
        var right = AddNode(rightNode, depth + 1);
        var total = left.Cover + right.Cover;
        var mean = total > 0 ? (left.Mean * left.Cover + right.Mean * right.Cover) / total : (left.Mean + right.Mean) / 2;
        (_left[index], _right[index], _nodeMean[index]) = (left.Index, right.Index, (float)mean);
        return (index, mean, cover);
    }

    private (int Feature, float Threshold, bool LeftFirst) ReadSplit(XElement first, XElement second)
    {
        var (a, b) = (Xml.Child(first, "SimplePredicate"), Xml.Child(second, "SimplePredicate"));
        var (opA, opB) = (Xml.Text(a, "operator"), Xml.Text(b, "operator"));
        if (Xml.Text(a, "field") != Xml.Text(b, "field") || Xml.Text(a, "value") != Xml.Text(b, "value"))
            throw PmmlException.At(b, "the two children of a node must split by the same field and value.");
        if (!inputs.TryGetValue(Xml.Text(a, "field"), out var feature))
            throw PmmlException.At(a, $"field '{Xml.Text(a, "field")}' is not an active mining field.");
        var value = Xml.Float(a, "value");
        return (opA, opB) switch
        {
            ("lessThan", "greaterOrEqual") => (feature, value, true),
            ("greaterOrEqual", "lessThan") => (feature, value, false),
            // x <= v is x < the next float above v.
            ("lessOrEqual", "greaterThan") => (feature, MathF.BitIncrement(value), true),
            ("greaterThan", "lessOrEqual") => (feature, MathF.BitIncrement(value), false),
            _ => throw PmmlException.At(a, $"operators '{opA}' and '{opB}' are not a complementary pair of comparisons."),
        };
    }

    private static bool IsDefault(XElement node, XElement left, XElement right)
    {
        var id = Xml.Text(node, "defaultChild");
        if (id == (string?)left.Attribute("id")) return true;
        return id == (string?)right.Attribute("id") ? false : throw PmmlException.At(node, $"defaultChild '{id}' is no child of this node.");
    }

    private static void RequireTrue(XElement root)
    {
        if (root.Elements().All(e => e.Name.LocalName != "True")) throw PmmlException.At(root, "the root's predicate must be True.");
    }
}
