using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>A store that counts, and fails where a test says so. Decorates the real engine.</summary>
internal sealed class ObservedStore(IConditionStore inner) : IConditionStore
{
    private int _queries;
    private int _commits;

    /// <summary>Product queries so far.</summary>
    public int Queries => Volatile.Read(ref _queries);

    /// <summary>Commits tried so far.</summary>
    public int Commits => Volatile.Read(ref _commits);

    /// <summary>Asked with the number of each commit (1, 2, …): what goes wrong with it.</summary>
    public Func<int, CommitFault> Fault { get; set; } = _ => CommitFault.None;

    public SqlDialect Dialect => inner.Dialect;

    public async Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var fault = Fault(Interlocked.Increment(ref _commits));
        if (fault == CommitFault.NothingWritten) throw new StoreException("injected: nothing written", isTransient: true);
        if (fault == CommitFault.Fatal) throw new StoreException("injected: fatal");
        if (fault == CommitFault.UnknownNotWritten)
            throw new StoreException("injected: outcome unknown", isTransient: true, outcomeUnknown: true);
        await inner.CommitAsync(commit, cancellationToken);
        if (fault == CommitFault.UnknownWritten)
            throw new StoreException("injected: outcome unknown", isTransient: true, outcomeUnknown: true);
    }

    public Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _queries);
        return inner.QueryAsync(query, cancellationToken);
    }

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
