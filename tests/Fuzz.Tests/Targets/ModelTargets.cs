using Maintenance.Host.Composition;
using Maintenance.MlNet;
using Maintenance.MlNet.Archive;
using Maintenance.MlNet.Tests;
using Maintenance.Pmml;
using Maintenance.Pmml.Tests;
using Microsoft.ML;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>A model document: refused by name, or it loads and scores numbers and texts.</summary>
internal abstract class ModelTarget : FuzzTarget
{
    public override bool Refuses(Exception error) => error is PmmlException or NativeModelException or InvalidDataException;

    public override string Read(byte[] input) => Score(Load(input));

    protected abstract PmmlModel Load(byte[] input);

    private static string Score(PmmlModel model)
    {
        const int count = 8;
        float[] values = [float.NaN, 1, float.PositiveInfinity, -1, 1e30f, 0.5f, 3.5f, float.MinValue];
        var rows = new float[model.Inputs.Count * count];
        for (var i = 0; i < rows.Length; i++) rows[i] = values[(i * 5 / 3) % values.Length];
        var results = new float[model.Outputs.Count * count];
        model.Score(rows, count, results);
        var texts = new string?[model.Columns.Count];
        foreach (var cell in (string?[])[null, "1", "a"])
        {
            var cells = new string?[model.Inputs.Count];
            Array.Fill(cells, cell);
            try
            {
                model.ScoreText(cells, texts);
            }
            catch (FormatException) when (cell is not null)
            {
                // The cell is no value of the field: the contract of ScoreText.
            }
        }
        return $"{string.Join(' ', results)} {string.Join(' ', texts)}";
    }
}

/// <summary>PMML.</summary>
internal sealed class PmmlTarget : ModelTarget
{
    public override string Name => "model-pmml";

    public override IReadOnlyList<Type> Reads => [typeof(PmmlModel), typeof(Pmml.Xml.PmmlXmlReader), typeof(Pmml.Xml.PmmlElement),
        typeof(Pmml.Expressions.TextPattern),
        typeof(Pmml.DataDictionary.DateValues)];

    public override IReadOnlyList<byte[]> Seeds { get; } = [.. FuzzDocuments.All.Values.Select(Utf8)];

    public override IReadOnlyList<string> Words { get; } =
    [
        "x", "y", "t", "c", "a", "b", "missing", "invalidValueTreatment='asMissing'", "returnInvalid", "asExtremeValues", "isMissing",
        "lessOrEqual", "<True/>", "<False/>", "<FieldRef field='x'/>", "regression", "classification", "softmax", "logit", "defaultChild",
        "nullPrediction",
        "weightedMedian", "modelChain", "max", "continuous", "categorical", "ordinal", "string", "double", "integer", "boolean", "date",
        "dateTime", "4.1", "3.2",
    ];

    protected override PmmlModel Load(byte[] input) => PmmlModel.Load(input);
}

/// <summary>XGBoost's JSON.</summary>
internal sealed class XgboostTarget : ModelTarget
{
    public override string Name => "model-xgboost";

    public override IReadOnlyList<Type> Reads => [typeof(NativeModels), typeof(Pmml.Xgboost.XgboostJson), typeof(Pmml.Native.NativeJson)];

    public override IReadOnlyList<byte[]> Seeds { get; } = [Utf8(FuzzDocuments.Xgboost)];

    public override IReadOnlyList<string> Words { get; } =
        ["gbtree", "dart", "gblinear", "binary:logistic", "multi:softprob", "reg:gamma", "count:poisson", "c", "float", "int", "i",
            "[-1,-1]", "5E-1", "[5E-1]"];

    protected override PmmlModel Load(byte[] input) => NativeModels.Load(input);
}

/// <summary>LightGBM's text.</summary>
internal sealed class LightGbmTarget : ModelTarget
{
    public override string Name => "model-lightgbm";

    public override IReadOnlyList<Type> Reads => [typeof(NativeModels), typeof(Pmml.LightGbm.LightGbmText), typeof(Pmml.Native.NativeText)];

    public override IReadOnlyList<byte[]> Seeds { get; } = [Utf8(FuzzDocuments.LightGbm)];

    public override IReadOnlyList<string> Words { get; } =
    [
        "binary sigmoid:1", "multiclass num_class:3", "poisson", "cross_entropy", "none", "num_leaves=1", "num_cat=1",
            "cat_boundaries=0 1", "cat_threshold=5",
        "is_linear=1", "leaf_const=1 2 3", "pandas_categorical:[[\"a\",\"b\"]]", "pandas_categorical:null", "Tree=1", "end of trees",
    ];

    protected override PmmlModel Load(byte[] input) => NativeModels.Load(input);
}

/// <summary>ML.NET's zip: its bytes, or the bytes of its parts, packed again.</summary>
internal sealed class MlNetTarget : FuzzTarget
{
    private static readonly Lazy<IReadOnlyList<byte[]>> Zip = new(() =>
    [
        Zips.Train(ml => ml.Transforms.Concatenate(Zips.Features, Samples.Features)
            .Append(ml.Regression.Trainers.LightGbm(numberOfLeaves: 4, numberOfIterations: 3)), classes: 0),
        Zips.Train(ml => ml.Transforms.Concatenate(Zips.Features, Samples.Features)
            .Append(ml.BinaryClassification.Trainers.LightGbm(numberOfLeaves: 4, numberOfIterations: 3)), classes: 0, binary: true),
    ]);

    public override string Name => "model-mlnet";

    public override IReadOnlyList<Type> Reads => [.. ModelReaders.All.Select(r => r.GetType()), typeof(ComponentHeader)];

    public override IReadOnlyList<byte[]> Seeds => Zip.Value;

    public override int ShortRun => 12;

    public override long AllocationLimit(int length) => (512L << 20) + (8192L * length);

    public override bool Refuses(Exception error) => error is InvalidDataException;

    public override string Read(byte[] input)
    {
        var model = new MlNetModelReader().Load(input);
        var rows = new float[model.Inputs.Count * 2];
        var results = new float[model.Outputs.Count * 2];
        model.Score(rows, 2, results);
        return string.Join(' ', results);
    }

    public override byte[] Mutate(byte[] input, Mutator mutator)
    {
        if (mutator.Next(4) == 0) return base.Mutate(input, mutator);
        try
        {
            var entries = ModelArchive.Unpack(input).ToArray();
            var at = mutator.Next(entries.Length);
            entries[at] = (entries[at].Name, mutator.Mutate(entries[at].Bytes));
            return ModelArchive.Pack(entries, System.IO.Compression.CompressionLevel.Fastest);
        }
        catch (ArchiveException)
        {
            return base.Mutate(input, mutator);
        }
    }
}
