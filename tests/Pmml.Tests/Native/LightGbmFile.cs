using System.Globalization;
using System.Text;

namespace Maintenance.Pmml.Tests.Native;

/// <summary>LightGBM files of one split a tree, written as a version of the library writes them.</summary>
internal sealed record LightGbmFile
{
    public string Version { get; init; } = "v4";

    public string Objective { get; init; } = "regression";

    /// <summary>Names of the features and what the file says of each: a range, categories or <c>none</c>.</summary>
    public IReadOnlyList<(string Name, string Info)> Features { get; init; } = [("x", "[0:10]")];

    /// <summary>Feature, decision type, threshold, set of categories (empty for a number) and values of each tree.</summary>
    public IReadOnlyList<(int Feature, int Decision, string Threshold, string Set, double Left, double Right)> Trees { get; init; } = [];

    /// <summary>The parameter categorical_feature; null when the file has no parameters.</summary>
    public string? Declared { get; init; }

    /// <summary>What pandas left at the end.</summary>
    public string Pandas { get; init; } = "null";

    public string Extra { get; init; } = "";

    public PmmlModel Load() => NativeModels.Load(Encoding.UTF8.GetBytes(Text()));

    public string Text() => $"tree\nversion={Version}\nnum_class=1\nnum_tree_per_iteration=1\nlabel_index=0\n"
        + $"max_feature_idx={Features.Count - 1}\n"
        + $"objective={Objective}\nfeature_names={string.Join(' ', Features.Select(f => f.Name))}\n"
        + $"feature_infos={string.Join(' ', Features.Select(f => f.Info))}\n\n{string.Concat(Trees.Select(Tree))}end of trees\n\n"
        + (Declared is null ? "" : $"parameters:\n[boosting: gbdt]\n[categorical_feature: {Declared}]\n[verbosity: -1]\nend of "
        + $"parameters\n\n")
        + $"pandas_categorical:{Pandas}\n";

    private string Tree((int Feature, int Decision, string Threshold, string Set, double Left, double Right) tree, int number) =>
        $"Tree={number}\nnum_leaves=2\nnum_cat={(tree.Set.Length > 0 ? 1 : 0)}\nsplit_feature={tree.Feature}\nthreshold={tree.Threshold}\n"
        + $"decision_type={tree.Decision}\nleft_child=-1\nright_child=-2\nleaf_value={Number(tree.Left)} {Number(tree.Right)}\n"
        + (tree.Set.Length > 0 ? $"cat_boundaries=0 1\ncat_threshold={tree.Set}\n" : "") + $"{Extra}shrinkage=1\n\n";

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
