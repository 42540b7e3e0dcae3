namespace Maintenance.Training.Rows;

/// <summary>
/// Labelled rows: values row-major, NaN for missing. A row may occur twice with different labels and weights (a soft label).
/// </summary>
/// <param name="features">Names of the columns.</param>
public sealed class TrainingRows(IReadOnlyList<string> features)
{
    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Features { get; } = features;

    /// <summary>Values, row-major.</summary>
    public List<float> Values { get; } = [];

    /// <summary>Class index or target value of each row.</summary>
    public List<float> Labels { get; } = [];

    /// <summary>Weight of each row, &gt; 0.</summary>
    public List<float> Weights { get; } = [];

    /// <summary>Number of rows.</summary>
    public int Count => Labels.Count;

    /// <summary>Adds a row.</summary>
    public void Add(ReadOnlySpan<float> values, float label, float weight)
    {
        Values.AddRange(values);
        Labels.Add(label);
        Weights.Add(weight);
    }
}
