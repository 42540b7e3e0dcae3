namespace Maintenance.Core.Models;

/// <summary>Outputs of a drill-life model (<see cref="ModelRoles.Life"/>) that are stored: operating hours left, by quantile.</summary>
public static class LifeModelOutputs
{
    /// <summary>One in ten fails before.</summary>
    public const string P10 = "rul_p10_hours";

    /// <summary>One in two fails before.</summary>
    public const string P50 = "rul_p50_hours";

    /// <summary>Nine in ten fail before.</summary>
    public const string P90 = "rul_p90_hours";

    /// <summary>All three, ascending.</summary>
    public static IReadOnlyList<string> All { get; } = [P10, P50, P90];
}
