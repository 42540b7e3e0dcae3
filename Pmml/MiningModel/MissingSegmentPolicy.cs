namespace Maintenance.Pmml.MiningModel;

/// <summary>
/// What a combination does with segments that have no result: skip them while at most the threshold share is missing, or else have no
/// result.
/// </summary>
internal readonly record struct MissingSegmentPolicy(bool Skips, double Threshold)
{
    public bool Allows(double missingWeight, double totalWeight) =>
        missingWeight == 0 || (Skips && totalWeight > missingWeight && missingWeight / totalWeight <= Threshold);
}
