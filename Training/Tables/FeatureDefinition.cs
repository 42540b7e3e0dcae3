namespace Maintenance.Training.Tables;

/// <summary>A model's feature, and the distribution of its values in the training data.</summary>
/// <param name="Name">Name, by which rows to score supply it.</param>
/// <param name="Meaning">Meaning; for a column of a file, only its name is known.</param>
/// <param name="Unit">Unit; null when unknown.</param>
/// <param name="MissingShare">Share of rows without a value, 0–1.</param>
/// <param name="Minimum">Smallest value; null without values.</param>
/// <param name="Median">Median (the lower one of an even number); null without values.</param>
/// <param name="Maximum">Largest value; null without values.</param>
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
