using System.IO.Compression;
using System.Security.Cryptography;
using Maintenance.Core.Ports;
using Maintenance.MlNet.Archive;
using Maintenance.MlNet.Reading;
using Maintenance.Pmml;
using Maintenance.Pmml.Ensembles;
using Microsoft.ML;

namespace Maintenance.MlNet;

/// <summary>
/// Reads the zip of an ML.NET pipeline whose inputs are named numbers. Trees over the inputs are compiled into our own engine if their
/// output is proved equal to ML.NET's; everything else is scored through ML.NET.
/// </summary>
public sealed class MlNetModelReader : IModelReader
{
    /// <inheritdoc/>
    public string Format => "ML.NET zip";

    /// <inheritdoc/>
    public bool Recognises(ReadOnlySpan<byte> document) => ModelArchive.IsZip(document);

    /// <inheritdoc/>
    public IConditionModel Load(byte[] document) => Guarded<IConditionModel>(document, (pipeline, notes, hash) =>
    {
        var original = Through(pipeline, notes, hash);
        if (TryProve(pipeline, notes, hash, original) is { } compiled) return new CompiledModel(compiled);
        TrialRun.Require(original);
        return original;
    });

    /// <summary>
    /// The trees of a zip in our engine, proved equal; null where the pipeline is more than trees and only ML.NET can score it.
    /// </summary>
    /// <exception cref="InvalidDataException">It is refused.</exception>
    public static PmmlModel? TryLoadCompiled(byte[] document) =>
        Guarded(document, (pipeline, notes, hash) => TryProve(pipeline, notes, hash, Through(pipeline, notes, hash)));

    /// <summary>The model scored through ML.NET in any case: the reference for a compiled one.</summary>
    /// <exception cref="InvalidDataException">It is refused.</exception>
    public static IConditionModel LoadUncompiled(byte[] document) => Guarded(document, Through);

    private static T Guarded<T>(byte[] document, Func<Pipeline, ArchiveNotes?, string, T> load)
    {
        try
        {
            var entries = ModelArchive.Unpack(document);
            // Packed again, so that ML.NET reads exactly what was checked.
            using var stream = new MemoryStream(ModelArchive.Pack(entries.Where(e => e.Name != ArchiveNotes.Entry),
                CompressionLevel.NoCompression), writable: false);
            var transformer = new MLContext().Model.Load(stream, out var inputs);
            if (inputs is null) throw new ArchiveException("the zip has no schema of the pipeline's inputs: save it with the schema it "
                + "was fitted with.");
            return load(new Pipeline(transformer, inputs), ArchiveNotes.Find(entries), Convert.ToHexStringLower(SHA256.HashData(document)));
        }
        catch (ArchiveException error)
        {
            throw new InvalidDataException(error.Message, error);
        }
        catch (Exception error)
        {
            // The file may be damaged on purpose, and ML.NET throws any kind of exception, on reading or on the first rows: all of them
            // refuse the model.
            throw new InvalidDataException($"ML.NET cannot read or run it: {error.Message.Split('\n')[0].Trim()}", error);
        }
    }

    private static MlNetModel Through(Pipeline pipeline, ArchiveNotes? notes, string hash) =>
        new(pipeline, notes, notes?.Name ?? NameOf(pipeline), hash);

    private static PmmlModel? TryProve(Pipeline pipeline, ArchiveNotes? notes, string hash, MlNetModel original) =>
        TryCompile(pipeline, notes, hash) is { } compiled && EqualityProof.Holds(compiled.Ensemble, compiled.Model, original)
            ? compiled.Model : null;

    private static (PmmlModel Model, TreeEnsemble Ensemble)? TryCompile(Pipeline pipeline, ArchiveNotes? notes, string hash)
    {
        if (TreePipeline.Read(pipeline.Transformer, pipeline.InputSchema) is not { } trees) return null;
        var ensemble = ArchiveNotes.WithCovers(trees.Ensemble, notes);
        try
        {
            return (EnsembleModels.Compile(ensemble, notes?.Text ?? new EnsembleText(NameOf(pipeline), "", PipelineOutput.Score), hash),
                ensemble);
        }
        catch (PmmlException)
        {
            return null; // a name or size that PMML does not allow, but ML.NET does
        }
    }

    private static string NameOf(Pipeline pipeline)
    {
        var model = PipelineParts.Flatten(pipeline.Transformer).OfType<ISingleFeaturePredictionTransformer<object>>()
            .LastOrDefault()?.Model;
        return model is null ? "ML.NET pipeline"
            : $"ML.NET {model.GetType().Name.Split('`')[0].Replace("ModelParameters", "", StringComparison.Ordinal)}";
    }
}
