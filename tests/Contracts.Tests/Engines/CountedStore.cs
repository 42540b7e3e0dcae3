using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Contracts.Tests.Engines;

/// <summary>Counts what is asked of a store and how many rows it answers.</summary>
internal sealed class CountedStore(IConditionStore inner) : IConditionStore
{
    private int _asked;
    private int _commits;
    private long _rows;

    public int Asked => _asked;

    public long Rows => Volatile.Read(ref _rows);

    /// <summary>Called after each commit, with their number.</summary>
    public Action<int>? Committed { get; init; }

    public SqlDialect Dialect => inner.Dialect;

    public Task MigrateAsync(CancellationToken cancellationToken) => inner.MigrateAsync(cancellationToken);

    public async Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        await inner.CommitAsync(commit, cancellationToken);
        Committed?.Invoke(++_commits);
    }

    public Task<long?> ReadOffsetAsync(OffsetKey key, CancellationToken cancellationToken) => inner.ReadOffsetAsync(key, cancellationToken);

    public async Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        var result = await inner.QueryAsync(query, cancellationToken);
        Interlocked.Increment(ref _asked);
        Interlocked.Add(ref _rows, result.Rows.Count);
        return result;
    }

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
