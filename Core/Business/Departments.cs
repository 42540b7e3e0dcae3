namespace Maintenance.Core.Business;

/// <summary>Departments that have a start page of their own. Budgets and costs may name others.</summary>
public static class Departments
{
    /// <summary>Drills wells: metres, lost time, dysfunctions.</summary>
    public const string Drilling = "drilling";

    /// <summary>Keeps the machines running: risks, work that is due.</summary>
    public const string Maintenance = "maintenance";

    /// <summary>Plans and watches money.</summary>
    public const string Finance = "finance";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Drilling, Maintenance, Finance];
}
