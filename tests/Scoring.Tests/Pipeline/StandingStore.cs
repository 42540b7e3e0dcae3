using System.Collections.Concurrent;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>
/// The store as a process sees it that stands still in the middle of its commits (a long pause of the machine, SIGSTOP) and later goes on:
/// a commit waits until <see cref="GoOn"/>, whatever its caller wants meanwhile, and then reaches the real engine.
/// </summary>
/// <param name="inner">The real engine.</param>
/// <param name="comparesOffsets">False: offsets are moved whatever they are now, as by an engine without the compare-and-set.</param>
internal sealed class StandingStore(IConditionStore inner, bool comparesOffsets = true) : IConditionStore
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

    public SqlDialect Dialect => inner.Dialect;

    public async Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
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
                { Expected = await inner.ReadOffsetAsync(move.Key, cancellationToken) }
            };
        try
        {
            await inner.CommitAsync(commit, cancellationToken);
        }
        catch (OffsetConflictException conflict)
        {
            _refused.Enqueue(conflict);
            throw;
        }
    }

    public Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken) =>
        inner.QueryAsync(query, cancellationToken);

    public Task<long?> ReadOffsetAsync(OffsetKey key, CancellationToken cancellationToken) => inner.ReadOffsetAsync(key, cancellationToken);

    public Task MigrateAsync(CancellationToken cancellationToken) => inner.MigrateAsync(cancellationToken);

    public Task<bool> StreamReadOnlyAsync(string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken) =>
        inner.StreamReadOnlyAsync(sql, limits, rows, cancellationToken);

    public Task<long> DeleteOlderAsync(TableSchema table, string timeColumn, long beforeUnixMicros, CancellationToken cancellationToken) =>
        inner.DeleteOlderAsync(table, timeColumn, beforeUnixMicros, cancellationToken);

    public Task<long> DeleteAgedAsync(TableSchema table, TimeSpan age, CancellationToken cancellationToken) =>
        inner.DeleteAgedAsync(table, age, cancellationToken);

    public Task<long> DeleteAgedAlarmsAsync(long beforeUnixMicros, TimeSpan age, CancellationToken cancellationToken) =>
        inner.DeleteAgedAlarmsAsync(beforeUnixMicros, age, cancellationToken);

    public Task<long> CondenseDeadLettersAsync(long beforeUnixMicros, int maxRows, long maxBytes, CancellationToken cancellationToken) =>
        inner.CondenseDeadLettersAsync(beforeUnixMicros, maxRows, maxBytes, cancellationToken);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
