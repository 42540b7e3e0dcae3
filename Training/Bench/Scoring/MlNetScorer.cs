using Maintenance.MlNet.Data;
using Maintenance.MlNet.Reading;
using Maintenance.Training.Boosting;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.Training.Bench.Scoring;

/// <summary>
/// Scores a regression with ML.NET, for comparison, in its two ways: a batch through one cursor, and row by row with a PredictionEngine.
/// Both get the features as one vector, which is faster for ML.NET than concatenating columns. One thread.
/// </summary>
internal sealed class MlNetScorer : IDisposable
{
    private const string Score = "Score";
    private readonly ITransformer _predictor;
    private readonly DataViewSchema _schema;
    private readonly int _features;
    private readonly PredictionEngine<Row, Prediction> _engine;
    private readonly Row _row;
    private Prediction _prediction = new();

    /// <param name="trees">A trained regression.</param>
    public MlNetScorer(BoostedTrees trees)
    {
        var predictor = PipelineParts.Flatten(trees.Pipeline).OfType<ISingleFeaturePredictionTransformer<object>>().Single();
        (_predictor, _features) = (predictor, trees.Ensemble.Features.Count);
        var builder = new DataViewSchema.Builder();
        builder.AddColumn(predictor.FeatureColumnName, new VectorDataViewType(NumberDataViewType.Single, _features));
        _schema = builder.ToSchema();
        var definition = SchemaDefinition.Create(typeof(Row));
        (definition[nameof(Row.Features)].ColumnName, definition[nameof(Row.Features)].ColumnType) =
            (predictor.FeatureColumnName, new VectorDataViewType(NumberDataViewType.Single, _features));
        _engine = new MLContext().Model.CreatePredictionEngine<Row, Prediction>(_predictor, inputSchemaDefinition: definition);
        _row = new Row { Features = new float[_features] };
    }

    /// <summary>Scores all rows through one cursor.</summary>
    public void ScoreBatch(ReadOnlyMemory<float> values, int count, Span<float> results)
    {
        var scored = _predictor.Transform(new FeatureView(_schema, [new ColumnPlace(0, _features)], values, _features, count));
        using var cursor = scored.GetRowCursor([scored.Schema[Score]]);
        var getter = cursor.GetGetter<float>(scored.Schema[Score]);
        for (var i = 0; cursor.MoveNext(); i++) getter(ref results[i]);
    }

    /// <summary>Scores one row with the PredictionEngine.</summary>
    public float ScoreRow(ReadOnlySpan<float> row)
    {
        row.CopyTo(_row.Features);
        _engine.Predict(_row, ref _prediction);
        return _prediction.Score;
    }

    /// <inheritdoc/>
    public void Dispose() => _engine.Dispose();

    private sealed class Row
    {
        public float[] Features { get; set; } = [];
    }

    private sealed class Prediction
    {
        public float Score { get; set; }
    }
}
