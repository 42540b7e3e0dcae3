using System.Globalization;
using System.Text;
using System.Text.Json;
using Maintenance.Pmml.Native;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.LightGbm;

/// <summary>
/// LightGBM's text format (v2, v3 and v4, which LightGBM 2.1 to 4 write). Numbers go left up to the threshold; categories listed by a
/// split go left, all others
/// right. Missing values go the default way, or count as zero where the split has no missing type.
/// </summary>
internal static class LightGbmText
{
    private const string Known = "supported are regression, regression_l1, huber, fair, quantile, mape, poisson, gamma, tweedie, binary, "
        + "cross_entropy, cross_entropy_lambda, multiclass, multiclassova, lambdarank and rank_xendcg";

    public static PmmlElement Read(ReadOnlyMemory<byte> file, int? iterations)
    {
        try
        {
            return Read(Encoding.UTF8.GetString(file.Span).Split('\n'), iterations);
        }
        catch (Exception error) when (error is FormatException or KeyNotFoundException or IndexOutOfRangeException or OverflowException
            or JsonException or ArgumentException or InvalidOperationException)
        {
            throw new NativeModelException("model", $"damaged, or not a LightGBM model: {error.Message}", error);
        }
    }

    private static PmmlElement Read(string[] lines, int? iterations)
    {
        var (header, trees) = Sections(lines);
        if (header.GetValueOrDefault("version") is not ("v2" or "v3" or "v4") and var version)
            throw new NativeModelException("version", $"{(version is null ? "none is given" : $"'{version}'")}; v2, v3 and v4 are "
                + "supported. Load it in LightGBM 2.1 to 4 and save it again.");
        foreach (var line in (ReadOnlySpan<string>)["feature_names", "feature_infos", "num_tree_per_iteration"])
            if (!header.ContainsKey(line)) throw new NativeModelException(line, $"the file has no line '{line}=': it is damaged.");
        var features = new LightGbmFeatures(header, lines, [.. trees.SelectMany(LightGbmTree.SplitAsCategories)]).Read();
        var perIteration = int.Parse(header["num_tree_per_iteration"], CultureInfo.InvariantCulture);
        if (perIteration is < 1 or > 10_000) throw new NativeModelException("num_tree_per_iteration", "must be 1 to 10000.");
        var (link, slope) = LinkOf(header.GetValueOrDefault("objective") ?? "");
        if (link == NativeLink.OneAgainstAll && perIteration < 3)
            throw new NativeModelException("objective", $"multiclassova of {perIteration} classes is not supported: train with objective "
                + "binary.");
        if (perIteration > Math.Max(trees.Count, 1)) throw new NativeModelException("num_tree_per_iteration",
            $"{perIteration}, but the model has only {trees.Count} trees.");
        var count = iterations is { } limit ? limit * perIteration : trees.Count;
        if (count < 1 || count > trees.Count) throw new NativeModelException("Tree", iterations is null ? "the model has no trees."
            : $"{iterations} iterations requested; the model has {trees.Count / perIteration}.");
        var averages = header.ContainsKey("average_output");
        var document = new NativeDocument(features, IsFloat: false, averages, link, slope, perIteration);
        var used = trees.Take(count).Select((t, i) => new LightGbmTree(t, features, i)).ToList();
        if (used.Exists(t => t.IsLinear))
            return averages ? throw new NativeModelException("is_linear", "linear trees of a random forest (boosting=rf) are not "
                + "supported; those of boosting=gbdt are.")
                : document.Build((group, output, isRoot) =>
                    LinearTrees.Build(document, [.. used.Where((_, i) => i % perIteration == group)], output, isRoot));
        var groups = Enumerable.Range(0, perIteration)
            .Select(g => (IReadOnlyList<PmmlElement>)[.. used.Where((_, i) => i % perIteration == g)
            .Select(t => t.ToNodes(leafNumbers: false))]).ToArray();
        return document.Build(groups, new double[perIteration]);
    }

    private static (Dictionary<string, string> Header, List<Dictionary<string, string>> Trees) Sections(string[] lines)
    {
        var (header, trees) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<Dictionary<string, string>>());
        var current = header;
        foreach (var raw in lines)
        {
            var line = raw.TrimEnd('\r');
            if (line == "end of trees") return (header, trees);
            if (line.StartsWith("Tree=", StringComparison.Ordinal))
                trees.Add(current = new Dictionary<string, string>(StringComparer.Ordinal));
            var at = line.IndexOf('=');
            if (at > 0) current[line[..at]] = line[(at + 1)..];
            else if (line.Length > 0) current[line] = "";
        }
        throw new NativeModelException("end of trees", "the file is truncated.");
    }

    private static (NativeLink Link, double Slope) LinkOf(string objective)
    {
        var words = objective.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string? Option(string name) => Array.Find(words, w => w.StartsWith(name + ":", StringComparison.Ordinal))?[(name.Length + 1)..];
        var slope = double.Parse(Option("sigmoid") ?? "1", CultureInfo.InvariantCulture);
        if (words.Contains("sqrt")) return (NativeLink.SignedSquare, 1);
        return (words.FirstOrDefault() ?? "") switch
        {
            "" or "regression" or "regression_l1" or "regression_l2" or "huber" or "fair" or "quantile" or "mape" or "lambdarank"
                or "rank_xendcg" or "custom" or "none" => (NativeLink.Identity, 1),
            "poisson" or "gamma" or "tweedie" => (NativeLink.Exponential, 1),
            "binary" => (NativeLink.Logistic, slope),
            "cross_entropy" or "xentropy" => (NativeLink.LogisticNumber, 1),
            "cross_entropy_lambda" or "xentlambda" => (NativeLink.LogOnePlusExponential, 1),
            "multiclass" => (NativeLink.SoftMax, 1),
            "multiclassova" => (NativeLink.OneAgainstAll, slope),
            var other => throw new NativeModelException("objective", $"'{other}' is not supported; {Known}. For an objective of your own, "
                + "replace the line by objective=custom: predictions are then sums."),
        };
    }
}
