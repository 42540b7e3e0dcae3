using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.DuckDb.Native;
using Maintenance.Store.Sql.DuckDb.Queries;
using Maintenance.Store.Sql.Snapshots;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>
/// The condition store on DuckDB, in this process.
/// <para>Failure strategy: a commit is durable (write-ahead log or row groups synced) when it returns; kill -9 loses nothing that returned
/// and leaves nothing half-written. An I/O error rolls the transaction back; on a fatal error DuckDB stops, and every call then says to
/// restart.</para>
/// <para>Threading: one writer thread; product queries on a connection pool; each user query on its own connection.
/// Snapshot isolation: neither side waits for the other.</para>
/// </summary>
internal sealed class DuckDbConditionStore : IConditionStore, ISnapshotSource
{
    // DuckDB notices an interrupt between vectors: milliseconds, but a huge sort or list may take longer.
    private static readonly TimeSpan MaxQueryEnd = TimeSpan.FromSeconds(5);

    private static readonly SqlDialect OfDuckDb = new() { UnixMicrosFormat = $"epoch_us({SqlDialect.Expression})", HasInfinities = true };

    private readonly ConditionStoreOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly OwnerLock _lock;
    private readonly NativeDatabase _database;
    private readonly StoreErrors _errors;
    private readonly CommitWriter _writer;
    private readonly ReadPool _readers;
    private readonly ReadOnlySql _readOnly;
    private bool _disposed;

    private DuckDbConditionStore(ConditionStoreOptions options, TimeProvider clock, ILogger logger, OwnerLock owner,
        NativeDatabase database)
    {
        (_options, _clock, _logger, _lock, _database) = (options, clock, logger, owner, database);
        _errors = new StoreErrors(options.EffectivePath);
        _readers = new ReadPool(database, options.ReadConnections, clock);
        _readOnly = new ReadOnlySql(database, _errors, options, clock);
        _writer = new CommitWriter(
            database.Connect(), _errors, options.QueueCapacity, options.MaxRowsPerTransaction, () => _readOnly.EndAll(MaxQueryEnd), logger);
    }

    public SqlDialect Dialect => OfDuckDb;

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="StoreException">Another process owns the file, or it cannot be opened.</exception>
    public static DuckDbConditionStore Open(ConditionStoreOptions options, TimeProvider clock, ILogger logger)
    {
        var path = options.EffectivePath;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var owner = OwnerLock.Take(path);
        try
        {
            if (WriteAheadLogTail.Cut(path) is > 0 and var bytes) DuckDbLogMessages.CutTail(logger, path, bytes);
            return new DuckDbConditionStore(options, clock, logger, owner, DuckDbFile.Open(path, options));
        }
        catch
        {
            owner.Dispose();
            throw;
        }
    }

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var version = await RunAsync(new Migrator(Migration.All, _clock, _logger).Apply, cancellationToken);
        DuckDbLogMessages.Opened(_logger, _options.EffectivePath, DuckDbLibrary.Version, version, _options.MemoryLimitMiB,
            _options.EffectiveThreads);
    }

    public Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var (rows, bulkRows) = (0, 0);
        for (var i = 0; i < commit.Batches.Count; i++)
        {
            var batch = commit.Batches[i];
            batch.CheckRectangular();
            (rows, bulkRows) = (rows + batch.RowCount, Math.Max(bulkRows, batch.RowCount));
        }
        return rows == 0 && commit.Deleted.Count == 0 && commit.Offset is null
            ? Task.CompletedTask : _writer.CommitAsync(new CommitItem(commit, rows, bulkRows), cancellationToken);
    }

    public async Task<long?> ReadOffsetAsync(OffsetKey key, CancellationToken cancellationToken)
    {
        var result = await QueryAsync(new StoreQuery(OffsetTable.SelectSql, key.Reader, key.Topic, key.Partition), cancellationToken);
        return result.Rows.Count == 0 ? null : (long?)result.Scalar;
    }

    public async Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        _errors.ThrowIfBroken();
        try
        {
            return await _readers.RunAsync(query, cancellationToken);
        }
        catch (DuckDbException error)
        {
            throw _errors.OfQuery(error);
        }
        catch (ArgumentException error)
        {
            throw new StoreException($"The query was rejected: {error.Message}", inner: error);
        }
    }

    public Task<bool> StreamReadOnlyAsync(string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken)
    {
        _errors.ThrowIfBroken();
        return _readOnly.RunAsync(sql, limits, rows, cancellationToken);
    }

    public Task<long> DeleteOlderAsync(TableSchema table, string timeColumn, long beforeUnixMicros, CancellationToken cancellationToken)
    {
        var column = table.Columns[table.IndexOf(timeColumn)];
        if (column.Type != ColumnType.Timestamp) throw new ArgumentException($"{table.Name}.{timeColumn} is not a "
            + "timestamp.", nameof(timeColumn));
        return new Retention(RunAsync, _logger).DeleteAsync(table, RetentionRule.Older(timeColumn, beforeUnixMicros), cancellationToken);
    }

    public Task<long> DeleteAgedAsync(TableSchema table, TimeSpan age, CancellationToken cancellationToken)
    {
        if (age < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(age), age, "The age must not be negative.");
        _ = table.IndexOf("asset") + table.IndexOf("event_time"); // throws for a table without them
        return new Retention(RunAsync, _logger).DeleteAsync(table, RetentionRule.Aged(age), cancellationToken);
    }

    public Task<long> DeleteAgedAlarmsAsync(long beforeUnixMicros, TimeSpan age, CancellationToken cancellationToken) =>
        new Retention(RunAsync, _logger).DeleteAlarmsAsync(this, beforeUnixMicros, age, cancellationToken);

    public Task<long> CondenseDeadLettersAsync(long beforeUnixMicros, int maxRows, long maxBytes, CancellationToken cancellationToken) =>
        new DeadLetterRetention(RunAsync, _logger).CondenseAsync(beforeUnixMicros, maxRows, maxBytes, cancellationToken);

    public Task<long> CompactAsync(CancellationToken cancellationToken) =>
        new Compaction(this, RunAsync, _logger).RunAsync(cancellationToken);

    Task<IStoreSnapshot> ISnapshotSource.OpenSnapshotAsync(CancellationToken cancellationToken)
    {
        _errors.ThrowIfBroken();
        return Task.Run(() => (IStoreSnapshot)DuckDbSnapshot.Open(_database), cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        await _writer.DisposeAsync();
        _readers.Dispose();
        _readOnly.Dispose();
        _database.Dispose();
        _lock.Dispose();
        DuckDbLogMessages.Closed(_logger, _options.EffectivePath);
    }

    private async Task<long> RunAsync(Func<NativeConnection, long> job, CancellationToken cancellationToken)
    {
        try
        {
            return await _writer.RunAsync(job, cancellationToken);
        }
        catch (DuckDbException error)
        {
            throw _errors.OfCommit(error, atCommit: false);
        }
    }
}
