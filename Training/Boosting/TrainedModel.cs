using System.Globalization;
using System.IO.Compression;
using System.Text;
using Maintenance.MlNet;
using Maintenance.MlNet.Archive;
using Maintenance.MlNet.Data;
using Maintenance.Pmml;
using Maintenance.Pmml.Ensembles;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Maintenance.Training.Boosting;

/// <summary>
/// A trained model in its two forms, ML.NET's zip and PMML, which give the same bits: both are written from the same trees, and before
/// either gets its name both are loaded and held against ML.NET's own output on all rows given.
/// Failure strategy: both are written beside; a failure leaves what stood under the names before.
/// </summary>
public sealed class TrainedModel
{
    private const int VerificationRows = 24;
    private const int MaxProofRows = 20_000;

    private TrainedModel(byte[] zip, byte[] pmml) => (Zip, Pmml) = (zip, pmml);

    /// <summary>ML.NET's form.</summary>
    public byte[] Zip { get; }

    /// <summary>PMML.</summary>
    public byte[] Pmml { get; }

    /// <summary>The zip that belongs to a PMML document's path.</summary>
    public static string ZipOf(string output) => Path.ChangeExtension(output, ".zip");

    /// <summary>Makes both forms and proves them equal.</summary>
    /// <param name="trees">Trees.</param>
    /// <param name="text">What the document says; its verification rows are drawn from <paramref name="rows"/>.</param>
    /// <param name="rows">Rows to prove on, row-major: those of training.</param>
    /// <exception cref="InvalidDataException">They are not equal: a bug, or another version of ML.NET.</exception>
    public static TrainedModel Make(BoostedTrees trees, EnsembleText text, ReadOnlySpan<float> rows)
    {
        var zip = Save(trees, text);
        var original = MlNetModelReader.LoadUncompiled(zip);
        var (width, outputs) = (trees.Ensemble.Features.Count, original.Outputs.Count);
        var count = Math.Min(rows.Length / width, MaxProofRows);
        var expected = new float[count * outputs];
        original.Score(rows, count, expected);
        var verification = new List<(float[], float[])>();
        for (var i = 0; i < Math.Min(VerificationRows, count); i++)
        {
            var row = (int)((long)i * count / Math.Min(VerificationRows, count));
            verification.Add((rows.Slice(row * width, width).ToArray(), expected[(row * outputs)..((row + 1) * outputs)]));
        }
        var pmml = EnsembleModels.Write(trees.Ensemble, text with { Verification = verification });
        Prove(PmmlModel.Load(pmml), "The PMML document", rows, count, expected);
        var compiled = MlNetModelReader.TryLoadCompiled(zip)
            ?? throw new InvalidDataException("The zip does not compile: its trees are not read as they were written.");
        Prove(compiled, "The compiled zip", rows, count, expected);
        return new TrainedModel(zip, pmml);
    }

    /// <summary>Writes both beside each other.</summary>
    /// <param name="output">Path of the PMML document; the zip has the same name with another ending.</param>
    public void Write(string output)
    {
        File.WriteAllBytes(output + ".new", Pmml);
        File.WriteAllBytes(ZipOf(output) + ".new", Zip);
        File.Move(output + ".new", output, overwrite: true);
        File.Move(ZipOf(output) + ".new", ZipOf(output), overwrite: true);
    }

    private static void Prove(PmmlModel model, string what, ReadOnlySpan<float> rows, int count, ReadOnlySpan<float> expected)
    {
        if (model.Outputs.Count * count != expected.Length)
            throw new InvalidDataException($"{what} gives {string.Join(", ", model.Outputs)}: not what ML.NET gives.");
        var results = new float[expected.Length];
        model.Score(rows, count, results);
        for (var i = 0; i < results.Length; i++)
            if (!results[i].Equals(expected[i]))
                throw new InvalidDataException($"{what} gives {results[i]:R} for {model.Outputs[i % model.Outputs.Count]} of "
                    + $"row {i / model.Outputs.Count}, ML.NET {expected[i]:R}.");
    }

    private static byte[] Save(BoostedTrees trees, EnsembleText text)
    {
        var ml = new MLContext();
        var view = FeatureView.Columns(trees.Ensemble.Features, Array.Empty<float>(), 0);
        ITransformer pipeline = trees.Pipeline;
        if (text.Levels.Count > 0)
        {
            var scored = trees.Pipeline.Transform(view);
            pipeline = new TransformerChain<ITransformer>(
                [pipeline, .. text.Levels.Select(l => ml.Transforms.Expression(l.Name, Expression(l), "Score").Fit(scored))]);
        }
        using var saved = new MemoryStream();
        ml.Model.Save(pipeline, view.Schema, saved);
        List<(string, byte[])> entries =
            [.. ModelArchive.Unpack(saved.ToArray()), (ArchiveNotes.Entry, ArchiveNotes.Of(trees.Ensemble, text).ToBytes())];
        return ModelArchive.Pack(entries, CompressionLevel.Optimal);
    }

    // The same operations in the same order as PMML's NormContinuous and max, in double precision.
    private static string Expression(LevelLine level)
    {
        var (points, text) = (level.Points, new StringBuilder("(s) => with(x = double(s); single(max(0d, "));
        for (var i = 1; i < points.Count; i++)
        {
            var (low, high) = (points[i - 1], points[i]);
            if (i < points.Count - 1) text.Append(CultureInfo.InvariantCulture, $"x < {Number(high.Predicted)} ? ");
            else text.Append(CultureInfo.InvariantCulture, $"x == {Number(high.Predicted)} ? {Number(high.Level)} : ");
            text.Append(CultureInfo.InvariantCulture, $"{Number(low.Level)} + ((x - {Number(low.Predicted)}) "
                + $"/ {Number(high.Predicted - low.Predicted)} * {Number(high.Level - low.Level)})");
            if (i < points.Count - 1) text.Append(" : ");
        }
        return text.Append(")))").ToString();
    }

    private static string Number(double value)
    {
        var text = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture) + "d";
        return value < 0 ? $"(-{text})" : text;
    }
}
