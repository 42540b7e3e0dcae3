namespace Maintenance.Core.Conditions;

/// <summary>Kinds of maintenance record.</summary>
public static class MaintenanceKinds
{
    /// <summary>The asset failed: the end of its life, against which earlier RUL predictions are measured.</summary>
    public const string Failed = "failed";

    /// <summary>
    /// The asset was restored to as new. Earlier RUL predictions do not cover the time after it and, without a failure, cannot be checked.
    /// </summary>
    public const string Repaired = "repaired";

    /// <summary>An inspection found what the failure mode says.</summary>
    public const string Inspected = "inspected";

    /// <summary>All.</summary>
    public static IReadOnlyList<string> All { get; } = [Failed, Repaired, Inspected];
}
