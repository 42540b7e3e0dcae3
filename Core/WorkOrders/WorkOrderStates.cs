namespace Maintenance.Core.WorkOrders;

/// <summary>States of a work order, and which follow which.</summary>
public static class WorkOrderStates
{
    /// <summary>Raised; nobody has said when it is done.</summary>
    public const string Open = "open";

    /// <summary>Somebody and a time are found for it.</summary>
    public const string Planned = "planned";

    /// <summary>Being worked on.</summary>
    public const string InProgress = "in_progress";

    /// <summary>Closed with a finding.</summary>
    public const string Done = "done";

    /// <summary>Will not be done.</summary>
    public const string Cancelled = "cancelled";

    /// <summary>All, in the order of the work.</summary>
    public static IReadOnlyList<string> All { get; } = [Open, Planned, InProgress, Done, Cancelled];

    /// <summary>True of the two that nothing follows: a finding given by mistake is withdrawn and another order raised.</summary>
    public static bool IsClosed(string state) => state is Done or Cancelled;

    /// <summary>True when the state may follow the other. <see cref="Done"/> is reached by closing with a finding only.</summary>
    public static bool Follows(string state, string before) => (before, state) switch
    {
        (Open or Planned or InProgress, Done or Cancelled) => true,
        (Open, Planned or InProgress) => true,
        (Planned, Open or InProgress) => true,
        (InProgress, Planned) => true,
        _ => false,
    };
}
