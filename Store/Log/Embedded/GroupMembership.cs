using Maintenance.Core.Ports;

namespace Maintenance.Store.Log.Embedded;

/// <summary>Membership of a group whose only member is this process: all partitions, permanently.</summary>
internal sealed class GroupMembership(IAssignmentListener listener, IReadOnlyList<int> partitions) : IAsyncDisposable
{
    private int _left;

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _left, 1) == 0) await listener.OnRevokedAsync(partitions);
    }
}
