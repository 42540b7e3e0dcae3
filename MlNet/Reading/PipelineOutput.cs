using Maintenance.MlNet.Archive;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.MlNet.Reading;

/// <summary>A column of numbers that a pipeline outputs.</summary>
/// <param name="Column">Column.</param>
/// <param name="Names">Names of its numbers: one, or one per class.</param>
/// <param name="Kind">Meaning of the numbers.</param>
internal sealed record PipelineOutput(DataViewSchema.Column Column, IReadOnlyList<string> Names, OutputKind Kind)
{
    /// <summary>Name of a prediction where the model gives none.</summary>
    public const string Score = "Score";

    private const string Probability = "Probability";

    /// <summary>The predictor's columns, and every later column of one number.</summary>
    /// <exception cref="ArchiveException">There are no outputs, or the classes have no names.</exception>
    public static IReadOnlyList<PipelineOutput> Of(DataViewSchema schema, DataViewSchema inputs)
    {
        var outputs = new List<PipelineOutput>();
        var score = schema.GetColumnOrNull(Score);
        if (score is { Type: VectorDataViewType } vector)
        {
            var classes = ClassesOf(vector) ?? throw new ArchiveException($"the pipeline's column {Score} is {vector.Type} without class "
                + "names: train it with a key that keeps them (MapValueToKey).");
            outputs.Add(new PipelineOutput(vector, [.. classes.Select(c => $"probability({c})")], OutputKind.Classes));
        }
        else if (schema.GetColumnOrNull(Probability) is { } probability && probability.Type == NumberDataViewType.Single)
        {
            outputs.Add(new PipelineOutput(probability, ["probability(true)", "probability(false)"], OutputKind.Binary));
        }
        else if (score is { } single && single.Type == NumberDataViewType.Single)
        {
            outputs.Add(new PipelineOutput(single, [Score], OutputKind.Number));
        }
        var first = outputs.Count == 0 ? -1 : outputs[0].Column.Index;
        foreach (var column in schema)
            if (column.Index > first && !column.IsHidden && column.Type == NumberDataViewType.Single && column.Name
                is not (Score or Probability) && inputs.GetColumnOrNull(column.Name) is null)
                outputs.Add(new PipelineOutput(column, [column.Name], OutputKind.Number));
        return outputs.Count > 0 ? outputs
            : throw new ArchiveException("the pipeline outputs no number: its columns "
                + $"are {string.Join(", ", schema.Where(c => !c.IsHidden).Select(c => $"{c.Name} ({c.Type})").Take(20))}.");
    }

    /// <summary>Class names of a score column, in its order; null where it has none.</summary>
    public static IReadOnlyList<string>? ClassesOf(DataViewSchema.Column score)
    {
        if (!score.HasSlotNames()) return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        score.GetSlotNames(ref names);
        string[] classes = [.. names.DenseValues().Select(n => n.ToString())];
        return classes.Length > 1 && Array.TrueForAll(classes, c => c.Length > 0) && classes.Distinct(StringComparer.Ordinal).Count()
            == classes.Length ? classes : null;
    }
}
