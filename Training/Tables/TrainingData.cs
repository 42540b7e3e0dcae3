using Maintenance.Training.Rows;

namespace Maintenance.Training.Tables;

/// <summary>A labelled table and where it comes from, for the card.</summary>
/// <param name="Table">Rows.</param>
/// <param name="Target">What is predicted.</param>
/// <param name="Source">Where the rows come from, in words.</param>
/// <param name="Definitions">What each feature is.</param>
/// <param name="LeftOut">Columns and rows that were not used, and why.</param>
public sealed record TrainingData(LabelledTable Table, string Target, string Source, IReadOnlyList<FeatureDefinition> Definitions,
    IReadOnlyList<string> LeftOut)
{
    /// <summary>Role of the model in this product; null: a table of any domain.</summary>
    public string? Role { get; init; }
}
