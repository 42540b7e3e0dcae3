namespace Maintenance.Core.Models;

/// <summary>Stored outputs of a RUL model (<see cref="ModelRoles.Life"/>): operating hours left, by quantile.</summary>
public static class LifeModelOutputs
{
    /// <summary>One in ten fails earlier.</summary>
    public const string P10 = "rul_p10_hours";

    /// <summary>One in two fails earlier.</summary>
    public const string P50 = "rul_p50_hours";

    /// <summary>Nine in ten fail earlier.</summary>
    public const string P90 = "rul_p90_hours";

    /// <summary>What the model can tell apart at most (<see cref="Conditions.RulQuantiles.Limit"/>); older models lack it.</summary>
    public const string Limit = "rul_limit_hours";

    /// <summary>The three quantiles, ascending.</summary>
    public static IReadOnlyList<string> All { get; } = [P10, P50, P90];
}
