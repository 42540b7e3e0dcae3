using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.MlNet.Reading;

/// <summary>
/// Traces the inputs of a pipeline to its predictor: which input, unchanged, fills which slot of the feature vector.
/// </summary>
internal static class PipelineParts
{
    private const string Score = "Score";

    /// <summary>
    /// The only predictor, the input in each slot of its feature vector, and its score column; null where a feature is computed, or the
    /// score is changed afterwards.
    /// </summary>
    public static (object Predictor, IReadOnlyList<string> Features, DataViewSchema.Column Score)? Split(ITransformer pipeline,
        DataViewSchema inputs)
    {
        var columns = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        foreach (var column in inputs)
            if (InputColumns.FeaturesOf(column) is { } features) columns[column.Name] = features;
        (object, IReadOnlyList<string>, DataViewSchema.Column)? found = null;
        var schema = inputs;
        foreach (var transformer in Flatten(pipeline))
        {
            var before = schema;
            schema = transformer.GetOutputSchema(before);
            if (transformer is ISingleFeaturePredictionTransformer<object> prediction)
            {
                if (found is not null || !columns.TryGetValue(prediction.FeatureColumnName, out var features)) return null;
                found = (prediction.Model, features, schema[Score]);
                continue;
            }
            if (found is not null && !IsKept(Score, before, schema)) return null;
            var joined = transformer is ColumnConcatenatingTransformer concatenation ? Join(concatenation, columns) : [];
            foreach (var name in columns.Keys.Where(n => !IsKept(n, before, schema)).ToList()) columns.Remove(name);
            foreach (var (name, features) in joined) columns[name] = features;
        }
        return found;
    }

    /// <summary>The transformers in order, with nested chains flattened.</summary>
    public static IEnumerable<ITransformer> Flatten(ITransformer transformer) =>
        transformer is IEnumerable<ITransformer> chain ? chain.SelectMany(Flatten) : [transformer];

    // A new column with an existing name hides the old one, which remains.
    private static bool IsKept(string name, DataViewSchema before, DataViewSchema after) => before.Count(c => c.Name == name)
        == after.Count(c => c.Name == name);

    private static List<(string Name, IReadOnlyList<string> Features)> Join(ColumnConcatenatingTransformer transformer, Dictionary<string,
        IReadOnlyList<string>> columns) =>
        [.. ((IEnumerable<(string Output, string[] Inputs)>)Internals.Member(transformer, "Columns"))
            .Where(c => Array.TrueForAll(c.Inputs, columns.ContainsKey))
            .Select(c => (c.Output, (IReadOnlyList<string>)[.. c.Inputs.SelectMany(i => columns[i])]))];
}
