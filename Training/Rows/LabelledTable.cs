namespace Maintenance.Training.Rows;

/// <summary>
/// Training rows: features with NaN for missing values, a label, and the group of each row: the asset, or whatever else rows must not be
/// split by.
/// </summary>
/// <param name="Features">Names of the columns.</param>
/// <param name="Classes">Names of the classes; empty for a regression.</param>
public sealed record LabelledTable(IReadOnlyList<string> Features, IReadOnlyList<string> Classes)
{
    /// <summary>Values, row-major.</summary>
    public List<float> Values { get; } = [];

    /// <summary>Class index or target value of each row.</summary>
    public List<float> Labels { get; } = [];

    /// <summary>Group of each row.</summary>
    public List<string> Groups { get; } = [];

    /// <summary>Number of rows.</summary>
    public int Count => Labels.Count;

    /// <summary>True for a classification.</summary>
    public bool IsClassification => Classes.Count > 0;

    /// <summary>Class of each row; all 0 for a regression.</summary>
    public int[] ClassIndices => [.. Labels.Select(l => IsClassification ? (int)l : 0)];

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<float> values, float label, string group)
    {
        Values.AddRange(values);
        Labels.Add(label);
        Groups.Add(group);
    }

    /// <summary>Features of a row.</summary>
    public ReadOnlySpan<float> Row(int row) => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(Values)
        .Slice(row * Features.Count, Features.Count);
}
