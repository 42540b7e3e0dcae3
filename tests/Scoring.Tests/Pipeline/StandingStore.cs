using System.Collections.Concurrent;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>
/// The store as a process sees it that stands still in the middle of its commits (a long pause of the machine, SIGSTOP) and later goes on:
/// a commit waits until <see cref="GoOn"/>, whatever its caller wants meanwhile, and then reaches the real engine.
/// </summary>
/// <param name="store">The real engine.</param>
/// <param name="comparesOffsets">False: offsets are moved whatever they are now, as by an engine without the compare-and-set.</param>
internal sealed class StandingStore(IConditionStore store, bool comparesOffsets = true) : StoreDecorator(store)
{
    private readonly TaskCompletionSource _goOn = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _standing = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<OffsetConflictException> _refused = new();
    private volatile bool _stands;

    /// <summary>Completes when a commit with rows stands.</summary>
    public Task Standing => _standing.Task;

    /// <summary>Commits that the engine refused because somebody else had moved the offset.</summary>
    public IReadOnlyCollection<OffsetConflictException> Refused => _refused;

    public void StandStill() => _stands = true;

    public void GoOn()
    {
        _stands = false;
        _goOn.TrySetResult();
    }

    public override async Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        if (_stands)
        {
            _standing.TrySetResult();
            await _goOn.Task;
            cancellationToken = CancellationToken.None; // the packet was on its way when the process stood still
        }
        if (!comparesOffsets && commit.Offset is { } move)
            commit = new StoreCommit
            {
                Batches = commit.Batches, Offset = move
                with
                { Expected = await ReadOffsetAsync(move.Key, cancellationToken) }
            };
        try
        {
            await base.CommitAsync(commit, cancellationToken);
        }
        catch (OffsetConflictException conflict)
        {
            _refused.Enqueue(conflict);
            throw;
        }
    }
}
