using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Tests;

/// <summary>A store that passes everything on to another one, which it does not own: tests change what they are about.</summary>
/// <param name="inner">The other one.</param>
internal abstract class StoreDecorator(IConditionStore inner) : IConditionStore
{
    public SqlDialect Dialect => inner.Dialect;

    public Task MigrateAsync(CancellationToken cancellationToken) => inner.MigrateAsync(cancellationToken);

    public virtual Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken) =>
        inner.CommitAsync(commit, cancellationToken);

    public Task<long?> ReadOffsetAsync(OffsetKey key, CancellationToken cancellationToken) => inner.ReadOffsetAsync(key, cancellationToken);

    public virtual Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken) =>
        inner.QueryAsync(query, cancellationToken);

    public virtual Task<bool> StreamReadOnlyAsync(
        string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken) =>
        inner.StreamReadOnlyAsync(sql, limits, rows, cancellationToken);

    public Task<long> DeleteOlderAsync(TableSchema table, string timeColumn, long beforeUnixMicros, CancellationToken cancellationToken) =>
        inner.DeleteOlderAsync(table, timeColumn, beforeUnixMicros, cancellationToken);

    public Task<long> DeleteAgedAsync(TableSchema table, TimeSpan age, CancellationToken cancellationToken) =>
        inner.DeleteAgedAsync(table, age, cancellationToken);

    public Task<long> DeleteAgedAlarmsAsync(long beforeUnixMicros, TimeSpan age, CancellationToken cancellationToken) =>
        inner.DeleteAgedAlarmsAsync(beforeUnixMicros, age, cancellationToken);

    public Task<long> CondenseDeadLettersAsync(long beforeUnixMicros, int maxRows, long maxBytes, CancellationToken cancellationToken) =>
        inner.CondenseDeadLettersAsync(beforeUnixMicros, maxRows, maxBytes, cancellationToken);

    public Task<long> CompactAsync(CancellationToken cancellationToken) => inner.CompactAsync(cancellationToken);

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    /// <summary>For one that owns the other.</summary>
    protected ValueTask DisposeInnerAsync() => inner.DisposeAsync();
}
