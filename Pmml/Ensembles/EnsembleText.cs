namespace Maintenance.Pmml.Ensembles;

/// <summary>What a document contains besides the trees.</summary>
/// <param name="Name">Model name.</param>
/// <param name="Description">Origin of the model.</param>
/// <param name="Target">Name of the predicted field.</param>
public sealed record EnsembleText(string Name, string Description, string Target)
{
    /// <summary>Usual range of inputs, by name: 1st and 99th percentile, written as the document's statistics.</summary>
    public IReadOnlyDictionary<string, (float Low, float High)> Usual { get; init; } = new Dictionary<string,
        (float Low, float High)>(StringComparer.Ordinal);

    /// <summary>Additional outputs of a regression.</summary>
    public IReadOnlyList<LevelLine> Levels { get; init; } = [];

    /// <summary>
    /// Rows and the results of the trainer's own predictor: one value per class, or the number followed by the levels.
    /// </summary>
    public IReadOnlyList<(float[] Row, float[] Expected)> Verification { get; init; } = [];
}
