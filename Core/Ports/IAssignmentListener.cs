namespace Maintenance.Core.Ports;

/// <summary>Is told which partitions a member of a consumer group owns. Calls never overlap.</summary>
public interface IAssignmentListener
{
    /// <summary>These partitions now belong to this process: start their workers at the offsets the store holds.</summary>
    ValueTask OnAssignedAsync(IReadOnlyList<int> partitions);

    /// <summary>
    /// These partitions belong to it no longer: stop their workers before returning. What they still try to commit fails the store's
    /// compare-and-set.
    /// </summary>
    ValueTask OnRevokedAsync(IReadOnlyList<int> partitions);
}
