namespace Maintenance.Core.Ports;

/// <summary>Receives the partitions that a member of a consumer group owns. Calls never overlap.</summary>
public interface IAssignmentListener
{
    /// <summary>These partitions are assigned to this process: start their workers at the stored offsets.</summary>
    ValueTask OnAssignedAsync(IReadOnlyList<int> partitions);

    /// <summary>
    /// These partitions are revoked: stop their workers before returning. Any later commit fails the store's compare-and-set.
    /// </summary>
    ValueTask OnRevokedAsync(IReadOnlyList<int> partitions);
}
