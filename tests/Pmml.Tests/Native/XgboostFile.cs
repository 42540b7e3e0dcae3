using System.Globalization;
using System.Text;

namespace Maintenance.Pmml.Tests.Native;

/// <summary>XGBoost files of one split each, written as a version of the library writes them.</summary>
internal sealed record XgboostFile
{
    public string Objective { get; init; } = "reg:squarederror";

    public string BaseScore { get; init; } = "0E0";

    public int Targets { get; init; } = 1;

    /// <summary>Members of the learner besides the usual ones, each followed by a comma.</summary>
    public string Learner { get; init; } = "";

    /// <summary>Members of the model besides the usual ones, each followed by a comma.</summary>
    public string Model { get; init; } = "";

    public string TreesPerRound { get; init; } = "\"1\"";

    /// <summary>One tree each: the group, and the values below and from the threshold.</summary>
    public IReadOnlyList<(int Group, double Low, double High)> Trees { get; init; } = [];

    public string Threshold { get; init; } = "5";

    public PmmlModel Load(int? iterations = null) => NativeModels.Load(Encoding.UTF8.GetBytes(Json()), iterations);

    public string Json() => $$$"""
        {"learner":{{{{Learner}}}"learner_model_param":{"base_score":"{{{BaseScore}}}","num_class":"0","num_feature":"1",
        "num_target":"{{{Targets}}}"},"gradient_booster":{"name":"gbtree","model":{{{{Model}}}
        "gbtree_model_param":{"num_parallel_tree":{{{TreesPerRound}}},"num_trees":"{{{Trees.Count}}}"},
        "tree_info":[{{{string.Join(',', Trees.Select(t => t.Group))}}}],"trees":[{{{string.Join(',', Trees.Select(Tree))}}}] } },
        "objective":{"name":"{{{Objective}}}"} },"version":[1,7,4] }
        """;

    private string Tree((int Group, double Low, double High) tree) => $$"""
        {"left_children":[1,-1,-1],"right_children":[2,-1,-1],"split_indices":[0,0,0],
        "split_conditions":[{{Threshold}},{{Text(tree.Low)}},{{Text(tree.High)}}],"default_left":[1,0,0]}
        """;

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
