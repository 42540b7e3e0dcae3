namespace Maintenance.Pmml.MiningFields;

/// <summary>PMML's <c>usageType</c>; <c>predicted</c> is the older word for target.</summary>
internal enum MiningFieldUsage
{
    Active,
    Target,

    /// <summary>Supplementary, group, order and weights: not read when scoring.</summary>
    Other,
}
