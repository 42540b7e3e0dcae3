namespace Maintenance.Core.Models;

/// <summary>What a model is for; derived from its outputs.</summary>
public static class ModelRoles
{
    /// <summary>Condition of a drill: <c>probability(…)</c> of each failure mode.</summary>
    public const string Health = "drill-health";

    /// <summary>
    /// Remaining useful life of a drill that develops a fault: <c>rul_p10_hours</c>, <c>rul_p50_hours</c>, <c>rul_p90_hours</c>.
    /// </summary>
    public const string Life = "drill-life";

    /// <summary>All.</summary>
    public static IReadOnlyList<string> All { get; } = [Health, Life];
}
