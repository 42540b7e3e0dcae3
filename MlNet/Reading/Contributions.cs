using System.Collections.Concurrent;
using Maintenance.MlNet.Data;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;

namespace Maintenance.MlNet.Reading;

/// <summary>
/// ML.NET's own feature contributions (<c>CalculateFeatureContribution</c>), for predictors that support them: linear and additive models,
/// trees, and one-versus-all models of these. A predictor's feature counts towards the input it is named after. Immutable; any thread.
/// </summary>
internal sealed class Contributions
{
    private const string Column = "FeatureContributions";
    private readonly Pipeline _pipeline;
    private readonly IReadOnlyList<IRowToRowMapper> _mappers;
    private readonly int[] _inputOfSlot;
    private readonly ConcurrentBag<Session>[] _sessions;

    private Contributions(Pipeline pipeline, IReadOnlyList<IRowToRowMapper> mappers, int[] inputOfSlot)
    {
        (_pipeline, _mappers, _inputOfSlot) = (pipeline, mappers, inputOfSlot);
        _sessions = [.. mappers.Select(_ => new ConcurrentBag<Session>())];
    }

    /// <summary>Null where the predictor supports none, or its features are no longer the inputs.</summary>
    public static Contributions? TryCreate(Pipeline pipeline)
    {
        try
        {
            return Create(pipeline);
        }
        catch (MissingMemberException)
        {
            return null; // another version of ML.NET stores the parts of a model differently
        }
    }

    /// <summary>
    /// See <see cref="Core.Ports.IConditionModel.Explain"/>. Outputs other than the predictor's own are explained like its first.
    /// </summary>
    public void Explain(ReadOnlySpan<float> row, int output, Span<float> contributions)
    {
        var first = _pipeline.Outputs[0];
        var part = first.Kind == OutputKind.Classes && output < _mappers.Count ? output : 0;
        if (!_sessions[part].TryTake(out var session)) session = new Session(_pipeline, _mappers[part]);
        var inputs = contributions[.._pipeline.Features.Count];
        inputs.Clear();
        session.Read(row, inputs, _inputOfSlot);
        _sessions[part].Add(session);
        // The second of two classes is explained by the negated contributions to the first.
        if (first.Kind == OutputKind.Binary && output == 1)
            foreach (ref var value in inputs) value = -value;
    }

    private static Contributions? Create(Pipeline pipeline)
    {
        var parts = PipelineParts.Flatten(pipeline.Transformer).ToList();
        var at = parts.FindIndex(p => p is ISingleFeaturePredictionTransformer<object>);
        if (at < 0 || parts.FindIndex(at + 1, p => p is ISingleFeaturePredictionTransformer<object>) >= 0) return null;
        var prediction = (ISingleFeaturePredictionTransformer<object>)parts[at];
        object[] models = prediction.Model is OneVersusAllModelParameters several ? [.. Internals.SubModels(several)] : [prediction.Model];
        var explained = models.Select(Internals.WithoutCalibrator).OfType<ICalculateFeatureContribution>().ToList();
        if (explained.Count != models.Length || (explained.Count == 1 && pipeline.Outputs[0].Kind == OutputKind.Classes)) return null;
        var ml = new MLContext();
        var before = new TransformerChain<ITransformer>([.. parts.Take(at)]);
        var features = before.GetOutputSchema(pipeline.InputSchema)[prediction.FeatureColumnName];
        if (features.Type is not VectorDataViewType { IsKnownSize: true } vector || SlotsOf(features, vector.Size, pipeline.Features)
            is not { } slots) return null;
        var empty = before.Transform(pipeline.View(Array.Empty<float>(), 0));
        return new Contributions(pipeline, [.. explained.Select(Mapper)], slots);

        IRowToRowMapper Mapper(ICalculateFeatureContribution model)
        {
            var calculation = ml.Transforms.CalculateFeatureContribution(
                new Explained(prediction, model), numberOfPositiveContributions: vector.Size, numberOfNegativeContributions: vector.Size,
                normalize: false).Fit(empty);
            ITransformer chain = new TransformerChain<ITransformer>([.. parts.Take(at), calculation]);
            return chain.GetRowToRowMapper(pipeline.InputSchema);
        }
    }

    // −1 for a slot not named after an input; null where no slot is.
    private static int[]? SlotsOf(DataViewSchema.Column column, int size, IReadOnlyList<string> inputs)
    {
        if (!column.HasSlotNames()) return null;
        VBuffer<ReadOnlyMemory<char>> names = default;
        column.GetSlotNames(ref names);
        int[] slots = [.. names.DenseValues().Select(n => inputs.ToList().IndexOf(n.ToString()))];
        return slots.Length == size && Array.Exists(slots, s => s >= 0) ? slots : null;
    }

    /// <summary>
    /// Part of a predictor in the form ML.NET's calculation expects: it uses only the model and the name of the features column.
    /// </summary>
    private sealed class Explained(ISingleFeaturePredictionTransformer<object> whole, ICalculateFeatureContribution model)
        : ISingleFeaturePredictionTransformer<ICalculateFeatureContribution>
    {
        public string FeatureColumnName => whole.FeatureColumnName;

        public DataViewType FeatureColumnType => whole.FeatureColumnType;

        public ICalculateFeatureContribution Model => model;

        public bool IsRowToRowMapper => whole.IsRowToRowMapper;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => whole.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => whole.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException("It is never saved.");

        public IDataView Transform(IDataView input) => whole.Transform(input);
    }

#pragma warning disable CA1001 // the cursor reads an array and holds nothing else
    private sealed class Session
#pragma warning restore CA1001
    {
        private readonly float[] _row;
        private readonly FeatureCursor _cursor;
        private readonly ValueGetter<VBuffer<float>> _getter;
        private VBuffer<float> _vector;

        public Session(Pipeline pipeline, IRowToRowMapper mapper)
        {
            _row = new float[pipeline.Features.Count];
            var column = mapper.OutputSchema[Column];
            _cursor = new FeatureCursor(pipeline.View(_row, 1), mapper.GetDependencies([column]));
            _getter = mapper.GetRow(_cursor, [column]).GetGetter<VBuffer<float>>(column);
        }

        public void Read(ReadOnlySpan<float> row, Span<float> inputs, int[] inputOfSlot)
        {
            row[.._row.Length].CopyTo(_row);
            _cursor.MoveTo(0);
            _getter(ref _vector);
            foreach (var (slot, value) in _vector.Items())
                if (inputOfSlot[slot] >= 0 && float.IsFinite(value)) inputs[inputOfSlot[slot]] += value;
        }
    }
}
