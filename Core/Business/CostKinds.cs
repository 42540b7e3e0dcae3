namespace Maintenance.Core.Business;

/// <summary>What money was spent for.</summary>
public static class CostKinds
{
    /// <summary>Work after a failure.</summary>
    public const string Repair = "repair";

    /// <summary>Planned maintenance and workovers.</summary>
    public const string PlannedMaintenance = "planned_maintenance";

    /// <summary>Non-productive time: crew, rig and services that were paid while nothing was produced.</summary>
    public const string Npt = "npt";

    /// <summary>Running the field.</summary>
    public const string Operation = "operation";

    /// <summary>Anything else.</summary>
    public const string Other = "other";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [Repair, PlannedMaintenance, Npt, Operation, Other];
}
