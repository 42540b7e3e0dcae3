using Maintenance.MlNet.Archive;
using Maintenance.MlNet.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;

namespace Maintenance.MlNet.Reading;

/// <summary>
/// A loaded pipeline with its input schema: the features it really reads, and its outputs. Immutable; any thread.
/// </summary>
internal sealed class Pipeline
{
    private readonly ColumnPlace[] _places;

    /// <exception cref="ArchiveException">It does not take named numbers, or outputs none.</exception>
    public Pipeline(ITransformer transformer, DataViewSchema inputs)
    {
        if (!transformer.IsRowToRowMapper) throw new ArchiveException("the pipeline does not map rows one to one (it filters, or works on "
            + "the whole table): each row must give one result.");
        CheckTrees(transformer);
        (Transformer, InputSchema, Mapper) = (transformer, inputs, transformer.GetRowToRowMapper(inputs));
        Outputs = PipelineOutput.Of(Mapper.OutputSchema, inputs);
        var names = new List<string>();
        _places = new ColumnPlace[inputs.Count];
        Array.Fill(_places, ColumnPlace.None);
        foreach (var column in Mapper.GetDependencies(Outputs.Select(o => o.Column)).OrderBy(c => c.Index))
        {
            var features = InputColumns.FeaturesOf(column) ?? throw new ArchiveException(
                $"the pipeline reads the column '{column.Name}' of type {column.Type}; a column must be one number (Single) named after a "
                    + "window feature, or a vector of Single with slots named likewise.");
            _places[column.Index] = new ColumnPlace(names.Count, column.Type is VectorDataViewType ? features.Count : 0);
            names.AddRange(features);
        }
        if (names.Count == 0) throw new ArchiveException("the pipeline reads no column.");
        if (names.GroupBy(n => n, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArchiveException($"the pipeline reads the feature '{twice.Key}' twice.");
        Features = names;
    }

    public ITransformer Transformer { get; }

    public DataViewSchema InputSchema { get; }

    public IRowToRowMapper Mapper { get; }

    /// <summary>Features read, in the order of a row.</summary>
    public IReadOnlyList<string> Features { get; }

    public IReadOnlyList<PipelineOutput> Outputs { get; }

    // ML.NET walks a tree until it reaches a leaf: with a cycle, forever.
    private static void CheckTrees(ITransformer transformer)
    {
        foreach (var prediction in PipelineParts.Flatten(transformer).OfType<ISingleFeaturePredictionTransformer<object>>())
        {
            object[] models = prediction.Model is OneVersusAllModelParameters several
                ? [.. Internals.SubModels(several)] : [prediction.Model];
            foreach (var model in models.Select(Internals.WithoutCalibrator).OfType<TreeEnsembleModelParameters>())
                foreach (var tree in Internals.Trees(model))
                    if (!TreeShape.IsTree([.. tree.LeftChild.Take(tree.NumberOfNodes)], [.. tree.RightChild.Take(tree.NumberOfNodes)]))
                        throw new ArchiveException("a tree of the model is malformed: a node is reached twice or not at all, or is deeper "
                            + "than 400 levels.");
        }
    }

    /// <summary>Rows in the pipeline's input schema.</summary>
    public FeatureView View(ReadOnlyMemory<float> rows, int count) => new(InputSchema, _places, rows, Features.Count, count);
}
