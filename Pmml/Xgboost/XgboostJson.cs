using System.Globalization;
using System.Text.Json;
using Maintenance.Pmml.Native;
using Maintenance.Pmml.Xml;
using static Maintenance.Pmml.Xml.Markup;

namespace Maintenance.Pmml.Xgboost;

/// <summary>
/// XGBoost's JSON and UBJSON formats (https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html) of versions 1.0 to 3, boosters
/// gbtree and dart; gblinear is <see cref="XgboostLinear"/>. Categories listed by a split go right, all others left; numbers go left below
/// the threshold; missing values
/// follow <c>default_left</c>.
/// </summary>
internal static class XgboostJson
{
    private const int MaxDepth = 400;

    public static PmmlElement Read(ReadOnlyMemory<byte> file, int? iterations)
    {
        try
        {
            using var document = NativeJson.Parse(file);
            return Read(Learner(document.RootElement), iterations);
        }
        catch (Exception error) when (error is JsonException or KeyNotFoundException or InvalidOperationException or FormatException
            or IndexOutOfRangeException or OverflowException or ArgumentException)
        {
            throw new NativeModelException("learner", $"damaged, or not an XGBoost model: {error.Message}", error);
        }
    }

    private static JsonElement Learner(JsonElement root)
    {
        if (!root.TryGetProperty("learner", out var learner)) throw new NativeModelException("file", ModelSignature.OfJson(root));
        return learner.TryGetProperty("gradient_booster", out var booster)
            && (booster.TryGetProperty("gbtree", out var inner) ? inner : booster).TryGetProperty("model", out _)
            ? learner : throw new NativeModelException("learner", "this is XGBoost's configuration (save_config) without the trees. Save "
            + "the model itself: booster.save_model(\"model.json\").");
    }

    private static PmmlElement Read(JsonElement learner, int? iterations)
    {
        var booster = learner.GetProperty("gradient_booster");
        var name = NativeJson.Text(booster.GetProperty("name"), "name");
        if (name is "gblinear") return XgboostLinear.Read(learner, booster, iterations);
        if (name is not ("gbtree" or "dart")) throw new NativeModelException("gradient_booster", $"booster '{name}' is not supported; "
            + "gbtree, dart and gblinear are.");
        var model = (booster.TryGetProperty("gbtree", out var inner) ? inner : booster).GetProperty("model");
        var weights = ReadWeights(booster, model);
        var features = ReadFeatures(learner, model);
        var objective = XgboostObjective.Of(NativeJson.Text(learner.GetProperty("objective").GetProperty("name"), "objective"));
        var parameters = learner.GetProperty("learner_model_param");
        var groupOf = model.GetProperty("tree_info").EnumerateArray().Select(i => i.GetInt32()).ToArray();
        var count = Math.Max(Math.Max(Int(parameters, "num_class"), Int(parameters, "num_target")), groupOf.DefaultIfEmpty(0).Max() + 1);
        if (count > PmmlLimits.MaxCategories || groupOf.Any(g => g < 0))
            throw new NativeModelException("num_class", $"{count} outputs; at most {PmmlLimits.MaxCategories} are allowed.");
        var trees = model.GetProperty("trees").EnumerateArray().ToArray();
        if (groupOf.Length != trees.Length)
            throw new NativeModelException("tree_info", $"it has {groupOf.Length} entries for {trees.Length} trees.");
        if (count > Math.Max(trees.Length, 1)) throw new NativeModelException("num_class",
            $"{count} outputs, but only {trees.Length} trees: each output needs one.");
        var used = new XgboostRounds(learner, model, trees.Length, count).TreesOf(iterations);
        var groups = Enumerable.Range(0, count).Select(_ => new List<PmmlElement>()).ToArray();
        for (var i = 0; i < used; i++) groups[groupOf[i]].Add(ReadTree(trees[i], features, i, weights.Length == 0 ? 1 : weights[i]));
        var starts = objective.Starts(NativeJson.Text(parameters.GetProperty("base_score"), "base_score"), count);
        return new NativeDocument(features, IsFloat: true, Averages: false, objective.Link, Slope: 1, count).Build(groups, starts);
    }

    // Trees dropped during training (dart) are weighted; newer versions store the weights beside the trees, older ones beside the booster's
    // name.
    private static float[] ReadWeights(JsonElement booster, JsonElement model)
    {
        var holder = model.TryGetProperty("weight_drop", out _) ? model : booster;
        var weights = holder.TryGetProperty("weight_drop", out _) ? Floats(holder, "weight_drop") : [];
        var trees = model.GetProperty("trees").GetArrayLength();
        return weights.Length == 0 || weights.Length == trees
            ? weights : throw new NativeModelException("weight_drop", $"{weights.Length} weights for {trees} trees.");
    }

    public static NativeFeature[] ReadFeatures(JsonElement learner, JsonElement model)
    {
        var count = Int(learner.GetProperty("learner_model_param"), "num_feature");
        if (count is < 1 or > 65_536) throw new NativeModelException("num_feature", $"{count} features; 1 to 65536 are allowed.");
        var names = Strings(learner, "feature_names");
        var types = Strings(learner, "feature_types");
        var encodings = model.TryGetProperty("cats", out var cats) && cats.TryGetProperty("enc", out var enc)
            ? enc.EnumerateArray().ToArray() : [];
        var split = SplitAsCategories(model);
        return [.. Enumerable.Range(0, count).Select(i => new NativeFeature(
            i < names.Length ? names[i] : $"f{i}",
            (i < types.Length && types[i] == "c") || split.Contains(i)
                ? ReadCategories(i < encodings.Length ? encodings[i] : default) : null))];
    }

    // A model trained through an interface that keeps no feature_types still says which splits are of categories.
    private static HashSet<int> SplitAsCategories(JsonElement model)
    {
        var features = new HashSet<int>();
        if (!model.TryGetProperty("trees", out var trees)) return features;
        foreach (var tree in trees.EnumerateArray().Where(t => t.TryGetProperty("categories_nodes", out _)))
        {
            var (indices, nodes) = (tree.GetProperty("split_indices"), tree.GetProperty("categories_nodes"));
            features.UnionWith(nodes.EnumerateArray().Select(n => indices[n.GetInt32()].GetInt32()));
        }
        return features;
    }

    // An empty list means plain codes.
    private static NativeCategory[] ReadCategories(JsonElement encoding)
    {
        if (encoding.ValueKind != JsonValueKind.Object || !encoding.TryGetProperty("values", out var values)) return [];
        if (!encoding.TryGetProperty("offsets", out var offsets) || offsets.GetArrayLength() == 0)
            return [.. values.EnumerateArray().Select(NativeCategory.Of)];
        var bytes = values.EnumerateArray().Select(v => (byte)(v.GetInt32() & 0xFF)).ToArray();
        var ends = offsets.EnumerateArray().Select(v => v.GetInt32()).ToArray();
        return [.. Enumerable.Range(0, ends.Length - 1)
            .Select(i => new NativeCategory([System.Text.Encoding.UTF8.GetString(bytes, ends[i], ends[i + 1] - ends[i])]))];
    }

    private static PmmlElement ReadTree(JsonElement tree, NativeFeature[] features, int number, float weight)
    {
        if (tree.TryGetProperty("tree_param", out var parameters) && Int(parameters, "size_leaf_vector") > 1)
            throw new NativeModelException($"tree {number}", "leaves with several values are not supported. Train with "
                + "multi_strategy=one_output_per_tree, XGBoost's default.");
        var arrays = new TreeArrays(
            Ints(tree, "left_children"), Ints(tree, "right_children"), Ints(tree, "split_indices"), Floats(tree, "split_conditions"),
            [.. tree.GetProperty("default_left").EnumerateArray()
                .Select(v => v.ValueKind == JsonValueKind.True || (v.ValueKind == JsonValueKind.Number && v.GetInt32() != 0))],
            tree.TryGetProperty("sum_hessian", out _) ? Floats(tree, "sum_hessian") : [], weight, ReadSets(tree));
        if (arrays.Left.Length == 0) throw new NativeModelException($"tree {number}", "it has no nodes.");
        for (var i = 0; i < arrays.Left.Length; i++)
            if (arrays.Left[i] < 0 && !float.IsFinite(arrays.Conditions[i]))
                throw new NativeModelException($"tree {number}", $"the value of leaf {i} is {arrays.Conditions[i]}, not a finite number. "
                    + "Training has diverged: train again, with a lower learning rate.");
        return ReadNode(arrays, features, 0, Make("True"), 0);
    }

    private static Dictionary<int, int[]> ReadSets(JsonElement tree)
    {
        var sets = new Dictionary<int, int[]>();
        if (!tree.TryGetProperty("categories_nodes", out _)) return sets;
        var (nodes, segments, sizes, categories) =
            (Ints(tree, "categories_nodes"), Ints(tree, "categories_segments"), Ints(tree, "categories_sizes"), Ints(tree, "categories"));
        for (var i = 0; i < nodes.Length; i++) sets[nodes[i]] = categories[segments[i]..(segments[i] + sizes[i])];
        return sets;
    }

    private static PmmlElement ReadNode(TreeArrays tree, NativeFeature[] features, int at, PmmlElement predicate, int depth)
    {
        if (depth > MaxDepth) throw new NativeModelException("trees", $"a tree is deeper than {MaxDepth} levels, or has a cycle.");
        var node = Make("Node", [("id", at.ToString(CultureInfo.InvariantCulture))], predicate);
        if (tree.Cover.Length > 0) node.AddAttribute("recordCount", Text(tree.Cover[at]));
        var (left, right) = (tree.Left[at], tree.Right[at]);
        if (left < 0)
        {
            node.AddAttribute("score", Text(tree.Weight * tree.Conditions[at]));
            return node;
        }
        var feature = features[tree.Features[at]];
        node.AddAttribute("defaultChild", (tree.DefaultLeft[at] ? left : right).ToString(CultureInfo.InvariantCulture));
        if (tree.Sets.TryGetValue(at, out var set))
        {
            node.AddChild(ReadNode(tree, features, right, Set(feature.Name, set.SelectMany(feature.TextsOf)), depth + 1));
            node.AddChild(ReadNode(tree, features, left, Make("True"), depth + 1));
            return node;
        }
        if (feature.Categories is not null) throw new NativeModelException("split_type", $"feature '{feature.Name}' is categorical, but "
            + "split as a number.");
        var (isLeft, isRight, threshold) = Split(tree.Conditions[at]);
        node.AddChild(ReadNode(tree, features, left, Compare(feature.Name, isLeft, threshold), depth + 1));
        node.AddChild(ReadNode(tree, features, right, Compare(feature.Name, isRight, threshold), depth + 1));
        return node;
    }

    // PMML has no infinities: every number is below +inf, none below -inf or NaN.
    private static (string Left, string Right, string Threshold) Split(float threshold) =>
        float.IsPositiveInfinity(threshold) ? ("lessOrEqual", "greaterThan", Text(float.MaxValue))
        : ("lessThan", "greaterOrEqual", Text(float.IsFinite(threshold) ? threshold : float.MinValue));

    public static int Int(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value)
            ? value.ValueKind == JsonValueKind.Number ? value.GetInt32()
                : int.Parse(NativeJson.Text(value, name), CultureInfo.InvariantCulture) : 0;

    private static string[] Strings(JsonElement element, string name) =>
        element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(v => NativeJson.Text(v, name))] : [];

    private static int[] Ints(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(v => v.GetInt32())];

    public static float[] Floats(JsonElement element, string name) =>
        [.. element.GetProperty(name).EnumerateArray().Select(NativeJson.Number)];

    private sealed record TreeArrays(int[] Left, int[] Right, int[] Features, float[] Conditions, bool[] DefaultLeft, float[] Cover,
        float Weight, Dictionary<int, int[]> Sets);
}
