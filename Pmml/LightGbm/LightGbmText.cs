using System.Globalization;
using System.Text;
using System.Text.Json;
using Maintenance.Pmml.Native;
using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.LightGbm;

/// <summary>
/// LightGBM's text format (versions v3 and v4). Numbers go left up to the threshold; categories listed by a split go left, all others
/// right. Missing values go the default way, or count as zero where the split has no missing type.
/// </summary>
internal static class LightGbmText
{
    private const string PandasCategories = "pandas_categorical:";

    public static PmmlElement Read(ReadOnlyMemory<byte> file, int? iterations)
    {
        try
        {
            return Read(Encoding.UTF8.GetString(file.Span).Split('\n'), iterations);
        }
        catch (Exception error) when (error is FormatException or KeyNotFoundException or IndexOutOfRangeException or OverflowException
            or JsonException or ArgumentException)
        {
            throw new NativeModelException("model", $"not a LightGBM model: {error.Message}", error);
        }
    }

    private static PmmlElement Read(string[] lines, int? iterations)
    {
        var (header, trees) = Sections(lines);
        if (header.GetValueOrDefault("version") is not ("v3" or "v4") and var version)
            throw new NativeModelException("version", $"'{version}' is not supported; v3 and v4 are.");
        var pandas = lines.LastOrDefault(l => l.StartsWith(PandasCategories, StringComparison.Ordinal))?[PandasCategories.Length..];
        var features = ReadFeatures(header, pandas);
        var perIteration = int.Parse(header["num_tree_per_iteration"], CultureInfo.InvariantCulture);
        if (perIteration is < 1 or > 10_000) throw new NativeModelException("num_tree_per_iteration", "must be 1 to 10000.");
        var (link, slope) = LinkOf(header.GetValueOrDefault("objective") ?? "");
        if (link == NativeLink.OneAgainstAll && perIteration < 3)
            throw new NativeModelException("objective", $"multiclassova of {perIteration} classes is not supported.");
        var count = iterations is { } limit ? limit * perIteration : trees.Count;
        if (count < 1 || count > trees.Count) throw new NativeModelException("Tree", $"{iterations} iterations requested; the model "
            + $"has {trees.Count / perIteration}.");
        var averages = header.ContainsKey("average_output");
        var document = new NativeDocument(features, IsFloat: false, averages, link, slope);
        var used = trees.Take(count).Select((t, i) => new LightGbmTree(t, features, i)).ToList();
        if (used.Exists(t => t.IsLinear))
            return link == NativeLink.Identity && perIteration == 1 && !averages
                ? LinearTrees.Build(document, used) : throw new NativeModelException("is_linear", "linear trees are supported for a plain "
                + "regression only.");
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

    private static NativeFeature[] ReadFeatures(Dictionary<string, string> header, string? pandas)
    {
        var (names, infos) = (header["feature_names"].Split(' '), header["feature_infos"].Split(' '));
        var categories = new Queue<string[]>();
        if (pandas is { Length: > 0 } && pandas != "null")
            foreach (var list in JsonDocument.Parse(pandas).RootElement.EnumerateArray())
                categories.Enqueue([.. list.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.String
                    ? v.GetString()! : v.GetRawText())]);
        return [.. names.Select((name, i) => infos[i].StartsWith('[') || infos[i] == "none" ? new NativeFeature(name, null)
            : new NativeFeature(name, categories.TryDequeue(out var texts) ? texts : []))];
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
                or "rank_xendcg" or "custom" => (NativeLink.Identity, 1),
            "poisson" or "gamma" or "tweedie" => (NativeLink.Exponential, 1),
            "binary" => (NativeLink.Logistic, slope),
            "cross_entropy" => (NativeLink.LogisticNumber, 1),
            "multiclass" => (NativeLink.SoftMax, 1),
            "multiclassova" => (NativeLink.OneAgainstAll, slope),
            var other => throw new NativeModelException("objective", $"'{other}' is not supported."),
        };
    }
}
