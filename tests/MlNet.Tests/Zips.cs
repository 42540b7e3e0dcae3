using Maintenance.MlNet.Data;
using Maintenance.Training.Rows;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.MlNet.Tests;

/// <summary>Zips of pipelines that ML.NET trains and saves as anybody's program would.</summary>
internal static class Zips
{
    public const string Features = "Features";

    public static readonly MLContext Ml = new(1);

    /// <summary>Trains on rows of window features and saves with the schema of the features alone.</summary>
    public static byte[] Train(Func<MLContext, IEstimator<ITransformer>> pipeline, int classes, double missing = 0.3, bool binary = false)
    {
        var rows = Samples.Labelled(classes, 800, seed: 1, missing);
        IDataView view = Samples.View(rows, classes);
        if (binary) view = Ml.Transforms.Expression("Label", "x => x > 0.5", "Label").Fit(view).Transform(view);
        return Save(pipeline(Ml).Fit(view), FeatureView.Columns(Samples.Features, Array.Empty<float>(), 0).Schema);
    }

    public static byte[] Save(ITransformer model, DataViewSchema schema)
    {
        using var bytes = new MemoryStream();
        Ml.Model.Save(model, schema, bytes);
        return bytes.ToArray();
    }

    /// <summary>What ML.NET itself gives for rows, through Transform, by column.</summary>
    public static float[][] Own(byte[] zip, TrainingRows rows, string column = "Score")
    {
        using var stream = new MemoryStream(zip);
        var scored = Ml.Model.Load(stream, out _).Transform(FeatureView.Columns(rows.Features, rows.Values.ToArray(), rows.Count));
        return scored.Schema[column].Type is VectorDataViewType
            ? [.. scored.GetColumn<float[]>(column)] : [.. scored.GetColumn<float>(column).Select(v => new[] { v })];
    }

    /// <summary>What a model gives for rows, row by row.</summary>
    public static float[][] Score(Core.Ports.IConditionModel model, TrainingRows rows)
    {
        int[] places = [.. model.Inputs.Select(i => rows.Features.ToList().IndexOf(i))];
        float[] values = [.. Enumerable.Range(0, rows.Count)
            .SelectMany(r => places.Select(p => rows.Values[(r * rows.Features.Count) + p]))];
        var results = new float[rows.Count * model.Outputs.Count];
        model.Score(values, rows.Count, results);
        return results.Chunk(model.Outputs.Count).ToArray();
    }
}
