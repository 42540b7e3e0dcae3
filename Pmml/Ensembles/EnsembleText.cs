namespace Maintenance.Pmml.Ensembles;

/// <summary>What a document says beside the trees.</summary>
/// <param name="Name">Model name.</param>
/// <param name="Description">Where it comes from.</param>
/// <param name="Target">What is predicted.</param>
public sealed record EnsembleText(string Name, string Description, string Target)
{
    /// <summary>What is usual of inputs, by name: 5th and 95th percentile, written as the document's statistics.</summary>
    public IReadOnlyDictionary<string, (float Low, float High)> Usual { get; init; } = new Dictionary<string,
        (float Low, float High)>(StringComparer.Ordinal);

    /// <summary>Further outputs of a regression.</summary>
    public IReadOnlyList<LevelLine> Levels { get; init; } = [];

    /// <summary>
    /// Rows and what the trainer's own predictor gives for them: one value a class, or the number followed by the levels.
    /// </summary>
    public IReadOnlyList<(float[] Row, float[] Expected)> Verification { get; init; } = [];
}
