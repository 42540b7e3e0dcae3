namespace Maintenance.Core.WorkOrders;

/// <summary>How far a fault had gone when it was found (ISO 14224).</summary>
public static class FaultSeverities
{
    /// <summary>Imperfect, without an effect on its function yet.</summary>
    public const string Incipient = "incipient";

    /// <summary>Still works, not as well as it should.</summary>
    public const string Degraded = "degraded";

    /// <summary>No longer does what it is for, or had to be stopped at once.</summary>
    public const string Critical = "critical";

    /// <summary>All.</summary>
    public static IReadOnlyList<string> All { get; } = [Incipient, Degraded, Critical];
}
