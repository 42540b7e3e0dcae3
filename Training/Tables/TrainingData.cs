using Maintenance.Training.Rows;

namespace Maintenance.Training.Tables;

/// <summary>A labelled table and its provenance, for the card.</summary>
/// <param name="Table">Rows.</param>
/// <param name="Target">Name of the target.</param>
/// <param name="Source">Description of where the rows come from.</param>
/// <param name="Definitions">Description of each feature.</param>
/// <param name="LeftOut">Descriptions of the columns and rows that were not used, and why.</param>
public sealed record TrainingData(LabelledTable Table, string Target, string Source, IReadOnlyList<FeatureDefinition> Definitions,
    IReadOnlyList<string> LeftOut)
{
    /// <summary>Role of the model in this product; null for a table of any domain.</summary>
    public string? Role { get; init; }
}
