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
/// A trained model in two formats, ML.NET's zip and PMML, with bit-identical results: both are written from the same trees, and before
/// either file is put in place both are loaded and compared with ML.NET's output on the given rows. Failure strategy: both are written to
/// temporary names first; a failure leaves the existing files.
/// </summary>
public sealed class TrainedModel
{
    private const int VerificationRows = 24;
    private const int MaxProofRows = 20_000;

    private TrainedModel(byte[] zip, byte[] pmml) => (Zip, Pmml) = (zip, pmml);

    /// <summary>The ML.NET zip.</summary>
    public byte[] Zip { get; }

    /// <summary>The PMML document.</summary>
    public byte[] Pmml { get; }

    /// <summary>Path of the zip beside a PMML document.</summary>
    public static string ZipOf(string output) => Path.ChangeExtension(output, ".zip");

    /// <summary>Creates both formats and verifies that they are equal.</summary>
    /// <param name="trees">Trees.</param>
    /// <param name="text">Names, description and other text of the document; its verification rows are drawn from
    /// <paramref name="rows"/>.</param>
    /// <param name="rows">Rows to verify with, row-major: the training rows.</param>
    /// <exception cref="InvalidDataException">They differ: a bug, or an unsupported version of ML.NET.</exception>
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
            ?? throw new InvalidDataException("The zip cannot be compiled: its trees are not read back as written.");
        Prove(compiled, "The compiled zip", rows, count, expected);
        return new TrainedModel(zip, pmml);
    }

    /// <summary>Writes both files.</summary>
    /// <param name="output">Path of the PMML document; the zip has the same name with the extension .zip.</param>
    /// <param name="card">The model's card, if it is written with it: NAME.card.json.</param>
    public void Write(string output, string? card = null)
    {
        (string, byte[])[] model = [(output, Pmml), (ZipOf(output), Zip)];
        WholeFile.Write(card is null ? model : [.. model, (CardOf(output), Encoding.UTF8.GetBytes(card))]);
    }

    /// <summary>Path of a document's card.</summary>
    public static string CardOf(string document) => Path.ChangeExtension(document, ".card.json");

    private static void Prove(PmmlModel model, string what, ReadOnlySpan<float> rows, int count, ReadOnlySpan<float> expected)
    {
        if (model.Outputs.Count * count != expected.Length)
            throw new InvalidDataException($"{what} has the outputs {string.Join(", ", model.Outputs)}, unlike ML.NET's pipeline.");
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
