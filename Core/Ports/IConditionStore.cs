using Maintenance.Core.Tables;

namespace Maintenance.Core.Ports;

/// <summary>
/// The condition store: SQL tables of <see cref="StoreTables"/> that can be queried while being written.
/// <para>Guarantees every engine keeps (and <c>Contracts.Tests</c> checks):</para>
/// <list type="number">
/// <item>A commit is atomic: all its rows and its log offset become visible and durable together or not at all, even across kill -9.</item>
/// <item>A commit whose expected offset differs from the stored one changes nothing and throws
/// <see cref="OffsetConflictException"/>.</item>
/// <item>Once a commit has returned, every later query sees its rows (in an engine with asynchronous replicas: on the primary).</item>
/// <item>Read-only SQL cannot change data, settings or files, and stops at its time and row limits.</item>
/// <item>A query never fails or blocks because of a running commit, nor a commit because of a query.</item>
/// </list>
/// Threading: all members may be called from any thread; the engine may combine several callers' commits in one transaction.
/// </summary>
public interface IConditionStore : IAsyncDisposable
{
    /// <summary>The engine's SQL dialect.</summary>
    SqlDialect Dialect { get; }

    /// <summary>How far the asynchronous replica lags; null where there is none.</summary>
    ReplicationStatus? Replication => null;

    /// <summary>Brings the schema to this build's version. A failed migration leaves the previous version in place and throws.</summary>
    /// <exception cref="StoreException">A step failed, or the schema is newer than this build.</exception>
    Task MigrateAsync(CancellationToken cancellationToken);

    /// <summary>Writes rows and, with <see cref="StoreCommit.Offset"/>, moves a log offset in one durable transaction.</summary>
    /// <param name="commit">Owned by the store until the task completes; after that the caller may clear and refill its batches.</param>
    /// <param name="cancellationToken">Stops waiting; the commit may still happen.</param>
    /// <exception cref="OffsetConflictException">Another worker moved the offset: stop working on this partition.</exception>
    /// <exception cref="StoreException">Nothing was written, or (<see cref="StoreException.OutcomeUnknown"/>) read the offset to find
    /// out.</exception>
    Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken);

    /// <summary>The next offset a reader must process, or null when it has never committed.</summary>
    Task<long?> ReadOffsetAsync(OffsetKey key, CancellationToken cancellationToken);

    /// <summary>Runs one of the product's own queries (trusted SQL, parameters bound by position <c>?</c>).</summary>
    /// <exception cref="StoreException">The query failed.</exception>
    Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Runs untrusted SQL, one SELECT-like statement, on a separate read-only connection.
    /// </summary>
    /// <exception cref="QueryRefusedException">Not a single read-only statement, a syntax error, or a limit exceeded; the message says
    /// which.</exception>
    async Task<QueryResult> QueryReadOnlyAsync(string sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        var rows = new CollectedRows();
        return rows.Result(await StreamReadOnlyAsync(sql, limits, rows, cancellationToken));
    }

    /// <summary>As <see cref="QueryReadOnlyAsync"/>, handing the rows over as they come: memory stays bounded whatever their
    /// count.</summary>
    /// <returns>True if there were more rows than the limit.</returns>
    /// <exception cref="QueryRefusedException">As there; possibly after some rows.</exception>
    Task<bool> StreamReadOnlyAsync(string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken);

    /// <summary>Deletes a table's rows older than a time, by the given timestamp column.</summary>
    /// <returns>Rows deleted.</returns>
    Task<long> DeleteOlderAsync(TableSchema table, string timeColumn, long beforeUnixMicros, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes rows of a table with <c>asset</c> and <c>event_time</c> that are older than an age before the newest event of their own
    /// asset (<see cref="StoreTables.StreamAccount"/>): so silent drills and old recordings keep their last known data.
    /// </summary>
    /// <returns>Rows deleted.</returns>
    Task<long> DeleteAgedAsync(TableSchema table, TimeSpan age, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes what alarms no longer depend on: events that were over and known before a time, and older than an age before the newest
    /// event of their asset; states of the alarm engine of that age but the last; messages created before the time. Kept are the alarms
    /// that stand, whole, the last event of each level, and what was told of an alarm's newest occurrence.
    /// <see cref="OffsetKey.AlarmsAged"/> holds the time from before the first event is deleted on.
    /// </summary>
    /// <param name="beforeUnixMicros">Unix µs UTC.</param>
    /// <param name="age">Age in event time; whole seconds.</param>
    /// <param name="cancellationToken">Cancels; what is deleted by then stays so.</param>
    /// <returns>Rows deleted.</returns>
    /// <exception cref="OffsetConflictException">Another process deletes at the same moment.</exception>
    Task<long> DeleteAgedAlarmsAsync(long beforeUnixMicros, TimeSpan age, CancellationToken cancellationToken);

    /// <summary>
    /// Deletes dead letters received before a time, and the oldest beyond a number of rows or of kept bytes. Their readings stay in the
    /// account: one row of partition −1 for each registered asset (all other assets together) and reason goes on counting them, in the same
    /// transaction.
    /// </summary>
    /// <param name="beforeUnixMicros">Unix µs UTC.</param>
    /// <param name="maxRows">Dead letters that stay at most.</param>
    /// <param name="maxBytes">Bytes of their payloads that stay at most.</param>
    /// <param name="cancellationToken">Cancels; what is deleted by then is counted.</param>
    /// <returns>Dead letters deleted.</returns>
    Task<long> CondenseDeadLettersAsync(long beforeUnixMicros, int maxRows, long maxBytes, CancellationToken cancellationToken);

    /// <summary>Merges what the engine wrote in many small pieces. No row changes, and commits go on meanwhile.</summary>
    /// <returns>Rows written anew.</returns>
    Task<long> CompactAsync(CancellationToken cancellationToken);
}
