using Maintenance.Core.Ports;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Commits batches with their offset, one after the other. A commit whose outcome is unknown is never repeated blindly: the offset in the
/// store decides. Threading: one worker; at most one commit runs.
/// </summary>
internal sealed partial class OffsetCommitter(IConditionStore store, OffsetKey key, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(5);

    /// <summary>Offset in the store, as far as this worker knows; null before the first commit.</summary>
    public long? Committed { get; private set; }

    /// <summary>Reads where to begin.</summary>
    public async Task<long?> LoadAsync(CancellationToken cancellationToken) => Committed = await store.ReadOffsetAsync(key, cancellationToken);

    /// <summary>Commits; returns when it is durable.</summary>
    /// <exception cref="OffsetConflictException">Another worker owns the partition.</exception>
    /// <exception cref="StoreException">The store cannot go on.</exception>
    public async Task CommitAsync(IReadOnlyList<Core.Tables.TableBatch> batches, long next, CancellationToken cancellationToken)
    {
        var commit = new StoreCommit { Batches = batches, Offset = new OffsetMove(key, Committed, next) };
        var pause = TimeSpan.FromMilliseconds(50);
        while (true)
        {
            try
            {
                await store.CommitAsync(commit, cancellationToken);
                Committed = next;
                return;
            }
            catch (StoreException e) when (e.IsTransient || e.OutcomeUnknown)
            {
                LogRetry(logger, e, key.Topic, key.Partition, pause.TotalMilliseconds);
            }
            await Task.Delay(pause, time, cancellationToken);
            pause = TimeSpan.FromTicks(Math.Min(2 * pause.Ticks, LongestPause.Ticks));
            if (await TryReadOffsetAsync(cancellationToken) is not { } found) continue;
            if (found.Offset != next) continue; // not there: try again; a foreign value makes the compare-and-set throw
            Committed = next;
            return;
        }
    }

    private async Task<(long? Offset, bool Read)?> TryReadOffsetAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await store.ReadOffsetAsync(key, cancellationToken), true);
        }
        catch (StoreException e) when (e.IsTransient)
        {
            LogUnreadable(logger, e, key.Topic, key.Partition);
            return null;
        }
    }

    [LoggerMessage(3001, LogLevel.Warning, "Commit of {Topic}/{Partition} failed for now; the stored offset decides, next try in {Pause} ms")]
    private static partial void LogRetry(ILogger logger, Exception exception, string topic, int partition, double pause);

    [LoggerMessage(3002, LogLevel.Warning, "The offset of {Topic}/{Partition} cannot be read for now")]
    private static partial void LogUnreadable(ILogger logger, Exception exception, string topic, int partition);
}
