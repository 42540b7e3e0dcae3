namespace Maintenance.Training.Tables;

/// <summary>What a feature of a model is, and what its values were where it was trained.</summary>
/// <param name="Name">Name, which a row to score must have.</param>
/// <param name="Meaning">What it is; of a column of a file its name is all that is known.</param>
/// <param name="Unit">Unit; null when it is not known.</param>
/// <param name="MissingShare">Share of rows without it.</param>
/// <param name="Minimum">Least value; null without any.</param>
/// <param name="Median">Middle value.</param>
/// <param name="Maximum">Greatest value.</param>
public sealed record FeatureDefinition(string Name, string Meaning, string? Unit, double MissingShare, float? Minimum, float? Median,
    float? Maximum)
{
    /// <summary>Describes a column.</summary>
    public static FeatureDefinition Of(string name, string meaning, string? unit, IEnumerable<float> values)
    {
        float[] all = [.. values];
        float[] known = [.. all.Where(float.IsFinite).Order()];
        return known.Length == 0
            ? new FeatureDefinition(name, meaning, unit, 1, null, null, null)
            : new FeatureDefinition(name, meaning, unit, 1 - ((double)known.Length / all.Length), known[0], known[(known.Length - 1) / 2],
                known[^1]);
    }
}
