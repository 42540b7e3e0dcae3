using System.Globalization;
using System.Text.Json;

namespace Maintenance.Pmml.Xgboost;

/// <summary>The boosting rounds of an XGBoost model: which trees belong to the first ones, in files of every version.</summary>
internal sealed class XgboostRounds
{
    private readonly int _trees;
    private readonly int[]? _ends; // number of trees after each round, from none; since 2.0
    private readonly int? _perRound;
    private readonly int? _best;

    public XgboostRounds(JsonElement learner, JsonElement model, int trees, int outputs)
    {
        _trees = trees;
        var attributes = learner.TryGetProperty("attributes", out var found) ? found : default;
        _best = Attribute(attributes, "best_iteration") + 1;
        if (model.TryGetProperty("iteration_indptr", out var ends)) _ends = [.. ends.EnumerateArray().Select(i => i.GetInt32())];
        else _perRound = TreesInParallel(attributes, model) * outputs;
    }

    /// <summary>
    /// Number of trees of the first rounds. Without a request, a model stopped early predicts with its best round and those before, as
    /// the library does.
    /// </summary>
    /// <param name="requested">Number of rounds; null for those the model itself predicts with.</param>
    /// <exception cref="NativeModelException">The model has fewer rounds, or the file does not say where they end.</exception>
    public int TreesOf(int? requested)
    {
        if ((requested ?? _best) is not { } rounds) return _trees;
        if (_ends is null && _perRound is null) throw new NativeModelException("num_parallel_tree", "the file, of an XGBoost before 1.4, "
            + "does not say how many trees a round has. Load it in XGBoost 1.4 or later and save it again.");
        var trees = _ends is null ? (long)rounds * _perRound!.Value : rounds < 0 || rounds >= _ends.Length ? -1 : _ends[rounds];
        if (trees > 0 && trees <= _trees) return (int)trees;
        var has = _ends is null ? _trees / Math.Max(_perRound!.Value, 1) : _ends.Length - 1;
        throw requested is null
            ? new NativeModelException("best_iteration", $"the best round is {rounds - 1}, counted from 0, but the model has only {has} "
            + "rounds. Correct it in XGBoost, booster.set_attr(best_iteration=None), and save the model again.")
            : new NativeModelException("iterations", $"{rounds} iterations requested; the model has {has}.");
    }

    // Before 1.4 the number was not saved, but early stopping counted the trees of an output up to the best round.
    private int? TreesInParallel(JsonElement attributes, JsonElement model)
    {
        var parameters = model.TryGetProperty("gbtree_model_param", out var found) ? found : default;
        if (parameters.ValueKind == JsonValueKind.Object && XgboostJson.Int(parameters,
            "num_parallel_tree") is > 0 and var number) return number;
        return Attribute(attributes, "best_ntree_limit") is { } limit && _best is > 0 and { } best && limit % best == 0 ? limit / best
            : null;
    }

    private static int? Attribute(JsonElement attributes, string name) =>
        attributes.ValueKind == JsonValueKind.Object && attributes.TryGetProperty(name, out var value)
            && value.ValueKind == JsonValueKind.String
            ? int.Parse(value.GetString()!, CultureInfo.InvariantCulture) : null;
}
