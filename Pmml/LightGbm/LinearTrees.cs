using System.Globalization;
using Maintenance.Pmml.Native;
using Maintenance.Pmml.Xml;
using static Maintenance.Pmml.Xml.Markup;

namespace Maintenance.Pmml.LightGbm;

/// <summary>
/// LightGBM's linear trees: each tree selects a leaf, whose linear model gives the value; where one of its features is missing, the leaf's
/// constant value is used. Values are added in tree order.
/// </summary>
internal static class LinearTrees
{
    private const int MaxLeaves = 200;

    /// <param name="document">Inputs of the model.</param>
    /// <param name="trees">Trees of one sum.</param>
    /// <param name="output">Name of the sum's output; null for none.</param>
    /// <param name="isRoot">True when the sum is the whole document's model.</param>
    public static PmmlElement Build(NativeDocument document, IReadOnlyList<LightGbmTree> trees, string? output, bool isRoot)
    {
        var segmentation = Make("Segmentation", [("multipleModelMethod", "modelChain")]);
        var local = Make("LocalTransformations");
        var table = Make("RegressionTable", [("intercept", "0")]);
        for (var i = 0; i < trees.Count; i++)
        {
            var tree = document.Model("TreeModel", false, document.Schema(withTarget: false),
                Make("Output", Make("OutputField",
                [("name", $"leaf({i})"), ("feature", "predictedValue"), ("dataType", "double"), ("optype", "continuous"),
                    ("isFinalResult", "false")])), trees[i].ToNodes(leafNumbers: true));
            tree.AddAttribute("missingValueStrategy", "defaultChild");
            segmentation.AddChild(NativeDocument.Segment(tree));
            local.AddChild(Make("DerivedField", [("name", $"value({i})"), ("optype", "continuous"), ("dataType", "double")],
                Values(trees[i], i)));
            table.AddChild(Make("NumericPredictor", [("name", $"value({i})"), ("coefficient", "1")]));
        }
        segmentation.AddChild(NativeDocument.Segment(document.Model("RegressionModel", false, document.Schema(withTarget: false), null,
            local, table)));
        return document.Model("MiningModel", false, document.Schema(isRoot), document.Prediction(output), segmentation);
    }

    private static PmmlElement Values(LightGbmTree tree, int number)
    {
        if (tree.LeafCount > MaxLeaves) throw new NativeModelException($"Tree={number}", $"a linear tree may have {MaxLeaves} leaves, "
            + $"found {tree.LeafCount}.");
        var value = Leaf(tree, tree.LeafCount - 1);
        for (var leaf = tree.LeafCount - 2; leaf >= 0; leaf--)
        {
            var index = Make("Constant", [("dataType", "double")]);
            index.Text = leaf.ToString(CultureInfo.InvariantCulture);
            value = Apply("if", Apply("equal", FieldRef($"leaf({number})"), index), Leaf(tree, leaf), value);
        }
        return value;
    }

    private static PmmlElement Leaf(LightGbmTree tree, int leaf)
    {
        var sum = Constant(tree.IsLinear ? tree.LeafConstant(leaf) : tree.LeafValue(leaf));
        if (!tree.IsLinear) return sum;
        foreach (var (feature, coefficient) in tree.LeafTerms(leaf))
            sum = Apply("+", sum, Apply("*", FieldRef(feature), Constant(coefficient)));
        if (tree.LeafTerms(leaf).Count > 0) sum.AddAttribute("defaultValue", Text(tree.LeafValue(leaf)));
        return sum;
    }
}
