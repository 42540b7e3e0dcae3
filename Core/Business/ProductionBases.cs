namespace Maintenance.Core.Business;

/// <summary>Whether a figure is what happened or what was planned.</summary>
public static class ProductionBases
{
    /// <summary>It happened.</summary>
    public const string Actual = "actual";

    /// <summary>It was planned.</summary>
    public const string Plan = "plan";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [Actual, Plan];
}
