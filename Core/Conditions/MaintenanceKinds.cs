namespace Maintenance.Core.Conditions;

/// <summary>What a maintenance record tells.</summary>
public static class MaintenanceKinds
{
    /// <summary>The asset failed then: the end of its life, against which what was told of remaining life is measured.</summary>
    public const string Failed = "failed";

    /// <summary>
    /// The asset was made as new then. What was told before says nothing about the time after; without a failure it has no truth to be
    /// measured by.
    /// </summary>
    public const string Repaired = "repaired";

    /// <summary>Somebody looked, and found what the failure mode says.</summary>
    public const string Inspected = "inspected";

    /// <summary>All.</summary>
    public static IReadOnlyList<string> All { get; } = [Failed, Repaired, Inspected];
}
