namespace Maintenance.Api.WorkOrders;

/// <summary>A work order is not changed; the message says why and what to do.</summary>
/// <param name="message">For the person who asked.</param>
/// <param name="isConflict">True when somebody else was first, or the state does not allow it.</param>
public sealed class WorkOrderRefusedException(string message, bool isConflict) : Exception(message)
{
    /// <summary>True when somebody else was first, or the order's state does not allow it.</summary>
    public bool IsConflict { get; } = isConflict;
}
