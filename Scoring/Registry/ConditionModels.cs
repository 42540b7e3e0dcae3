using Maintenance.Core.Ports;
using Maintenance.Pmml;

namespace Maintenance.Scoring.Registry;

/// <summary>Loads models; the only place that chooses an engine by document format. What no reader recognises is read as PMML.</summary>
public static class ConditionModels
{
    /// <summary>Loads and verifies a document.</summary>
    /// <exception cref="PmmlException">It is no PMML that is supported, or fails its own verification.</exception>
    /// <exception cref="InvalidDataException">It is of another format, and refused.</exception>
    public static IConditionModel Load(byte[] document, params IEnumerable<IModelReader> readers) =>
        readers.FirstOrDefault(r => r.Recognises(document)) is { } reader
            ? reader.Load(document) : new PmmlConditionModel(PmmlModel.Load(document));

    /// <summary>Loads and verifies a document in a file.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="PmmlException">It is no PMML that is supported, or fails its own verification.</exception>
    /// <exception cref="InvalidDataException">It is of another format, and refused.</exception>
    public static IConditionModel Load(string path, params IEnumerable<IModelReader> readers)
    {
        var file = ModelFile.Find(path) ?? throw new FileNotFoundException($"The model is '{path}': there is no such file in the working "
            + "directory or beside the program.");
        return Load(File.ReadAllBytes(file), readers);
    }
}
