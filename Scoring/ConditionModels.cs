using Maintenance.Core.Ports;
using Maintenance.Scoring.Pmml;

namespace Maintenance.Scoring;

/// <summary>Loads models: the one place that chooses an engine by the document.</summary>
public static class ConditionModels
{
    /// <summary>Loads and verifies a PMML document.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="PmmlException">The document is not supported, or fails its own verification.</exception>
    public static IConditionModel Load(string path)
    {
        var file = ModelFile.Find(path) ?? throw new FileNotFoundException($"Scoring:Model is '{path}': there is no such file in the working directory or beside the program.");
        return PmmlModel.Load(File.ReadAllBytes(file));
    }
}
