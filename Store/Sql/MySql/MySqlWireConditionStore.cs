using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Store.Sql.MySql.Standby;
using Maintenance.Store.Sql.Snapshots;
using Microsoft.Extensions.Logging;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// The condition store on a server or cluster that speaks the MySQL protocol.
/// <para>Failure strategy: a commit is a server transaction, as durable as the servers are configured; a lost server is replaced by the
/// next of
/// <see cref="MySqlWireOptions.Hosts"/>; see <see cref="CommitLane"/> for what is retried and what is not.</para>
/// <para>Threading: one lane per write connection, chosen by the offset's key, so that commits of a partition are serialised; product
/// queries on a session pool; each user query on its own session. Multi-version reads: neither side waits for the
/// other.</para>
/// </summary>
internal sealed class MySqlWireConditionStore : IConditionStore, ISnapshotSource
{
    private static readonly SqlDialect OfMySqlWire = new()
    {
        UnixMicrosFormat = $"timestampdiff(MICROSECOND, TIMESTAMP '1970-01-01 00:00:00', {SqlDialect.Expression})",
        HasInfinities = false,
    };

    private readonly MySqlWireOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly SessionFactory _factory;
    private readonly CommitLane[] _lanes;
    private readonly ReadPool _readers;
    private readonly ReadOnlySql _readOnly;
    private readonly StandbyMonitor? _standby;
    private bool _disposed;

    /// <summary>Creates the store; it connects on first use.</summary>
    public MySqlWireConditionStore(ConditionStoreOptions options, TimeProvider clock, ILogger logger)
    {
        (_options, _clock, _logger) = (options.MySqlWire, clock, logger);
        var term = new StoreTerm();
        _factory = new SessionFactory(_options, isReadOnly: false, term);
        _lanes = [.. Enumerable.Range(0, _options.WriteConnections)
            .Select(_ => new CommitLane(_factory, options.QueueCapacity, _options.RetryTimeout, clock, logger))];
        _readers = new ReadPool(_factory, options.ReadConnections);
        _readOnly = new ReadOnlySql(new SessionFactory(_options, isReadOnly: true, term), options.ReadOnlyConnections);
        _standby = _options.StandbyHosts.Length > 0 ? new StandbyMonitor(_options, _readers, term, clock, logger) : null;
    }

    public SqlDialect Dialect => OfMySqlWire;

    public ReplicationStatus? Replication => _standby?.Status;

    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        var migrator = new Migrator(Migration.Of(_options.Dialect), _options.ReadOnlyUser, _clock, _logger);
        try
        {
            var version = await _readers.UseAsync(session => migrator.ApplyAsync(session, cancellationToken), cancellationToken);
            MySqlLogMessages.Opened(_logger, _options.Database, string.Join(", ", _options.Hosts), _options.Dialect, version);
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            throw WireErrors.OfQuery(error);
        }
    }

    public Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        var rows = 0;
        for (var i = 0; i < commit.Batches.Count; i++)
        {
            commit.Batches[i].CheckRectangular();
            rows += commit.Batches[i].RowCount;
        }
        if (rows == 0 && commit.Deleted.Count == 0 && commit.Offset is null) return Task.CompletedTask;
        var lane = commit.Offset is { } move ? (int)((uint)move.Key.Partition % (uint)_lanes.Length) : 0;
        return _lanes[lane].CommitAsync(new CommitItem(commit, rows), cancellationToken);
    }

    public async Task<long?> ReadOffsetAsync(OffsetKey key, CancellationToken cancellationToken)
    {
        var query = new StoreQuery("SELECT next_offset FROM log_offset WHERE reader = ? AND topic = ? AND log_partition = ?", key.Reader,
            key.Topic, key.Partition);
        var result = await QueryAsync(query, cancellationToken);
        return result.Rows.Count == 0 ? null : (long?)result.Scalar;
    }

    public Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken) =>
        _readers.RunAsync(query, cancellationToken);

    public Task<bool> StreamReadOnlyAsync(string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken) =>
        _readOnly.RunAsync(sql, limits, rows, cancellationToken);

    public Task<long> DeleteOlderAsync(TableSchema table, string timeColumn, long beforeUnixMicros, CancellationToken cancellationToken)
    {
        var column = table.Columns[table.IndexOf(timeColumn)];
        if (column.Type != ColumnType.Timestamp) throw new ArgumentException($"{table.Name}.{timeColumn} is not a "
            + "timestamp.", nameof(timeColumn));
        return new Retention(_factory, _clock, _logger).DeleteOlderAsync(table, timeColumn, beforeUnixMicros, cancellationToken);
    }

    public Task<long> DeleteAgedAsync(TableSchema table, TimeSpan age, CancellationToken cancellationToken)
    {
        if (age < TimeSpan.Zero) throw new ArgumentOutOfRangeException(nameof(age), age, "The age must not be negative.");
        _ = table.IndexOf("asset") + table.IndexOf("event_time"); // throws for a table without them
        return new Retention(_factory, _clock, _logger).DeleteAgedAsync(table, age, cancellationToken);
    }

    public Task<long> DeleteAgedAlarmsAsync(long beforeUnixMicros, TimeSpan age, CancellationToken cancellationToken) =>
        new Retention(_factory, _clock, _logger).DeleteAlarmsAsync(this, beforeUnixMicros, age, cancellationToken);

    public Task<long> CondenseDeadLettersAsync(long beforeUnixMicros, int maxRows, long maxBytes, CancellationToken cancellationToken) =>
        new DeadLetterRetention(_factory, _clock, _logger).CondenseAsync(beforeUnixMicros, maxRows, maxBytes, cancellationToken);

    /// <summary>Nothing to do: InnoDB merges its pages itself.</summary>
    public Task<long> CompactAsync(CancellationToken cancellationToken) => Task.FromResult(0L);

    async Task<IStoreSnapshot> ISnapshotSource.OpenSnapshotAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await MySqlWireSnapshot.OpenAsync(_factory, cancellationToken);
        }
        catch (Exception error) when (WireErrors.IsWire(error))
        {
            throw WireErrors.OfQuery(error);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed) return;
        _disposed = true;
        if (_standby is not null) await _standby.DisposeAsync();
        foreach (var lane in _lanes) await lane.DisposeAsync();
        await _readers.DisposeAsync();
        _readOnly.Dispose();
    }
}
