namespace Maintenance.Pmml.MiningModel;

/// <summary>
/// What a combination does with segments that have no result: skip them while at most the threshold share is missing, or else have no
/// result.
/// </summary>
/// <param name="Skips">True to skip them.</param>
/// <param name="Threshold">Largest share of the weight that may be missing.</param>
/// <param name="Votes">True when, in a vote, no result is a category of its own.</param>
internal readonly record struct MissingSegmentPolicy(bool Skips, double Threshold, bool Votes)
{
    public bool Allows(double missingWeight, double totalWeight) =>
        missingWeight == 0 || (Skips && totalWeight > missingWeight && missingWeight / totalWeight <= Threshold);
}
