using System.Text.RegularExpressions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>
/// Tables in memory for tests that need thousands of histories: a commit is all or nothing and compares its offset, and the statements by
/// which a worker reads back are recognised by their conditions. Any other statement is refused, so that none is answered wrongly; what
/// this store and the real engine answer is compared by <c>AlarmConvergenceTests</c>.
/// </summary>
internal sealed partial class MemoryStore : IConditionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, MemoryTable> _tables =
        StoreTables.All.ToDictionary(t => t.Name, t => new MemoryTable(t), StringComparer.Ordinal);

    private readonly Dictionary<OffsetKey, long> _offsets = [];

    public SqlDialect Dialect { get; } = new() { UnixMicrosFormat = SqlDialect.Expression, HasInfinities = true };

    public Task MigrateAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task CommitAsync(StoreCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Deleted.Count > 0) throw new NotSupportedException("No worker deletes rows.");
        foreach (var batch in commit.Batches) batch.CheckRectangular();
        lock (_lock)
        {
            if (commit.Offset is { } move)
            {
                long? found = _offsets.TryGetValue(move.Key, out var offset) ? offset : null;
                if (found != move.Expected) throw new OffsetConflictException(move, found);
                _offsets[move.Key] = move.Next;
            }
            foreach (var batch in commit.Batches) _tables[batch.Schema.Name].Add(batch);
        }
        return Task.CompletedTask;
    }

    public Task<long?> ReadOffsetAsync(OffsetKey key, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult<long?>(_offsets.TryGetValue(key, out var offset) ? offset : null);
    }

    public Task<QueryResult> QueryAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        lock (_lock) return Task.FromResult(Answer(query));
    }

    public Task<bool> StreamReadOnlyAsync(string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> DeleteOlderAsync(TableSchema table, string timeColumn, long beforeUnixMicros, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> DeleteAgedAsync(TableSchema table, TimeSpan age, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> DeleteAgedAlarmsAsync(long beforeUnixMicros, TimeSpan age, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> CondenseDeadLettersAsync(long beforeUnixMicros, int maxRows, long maxBytes, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> CompactAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private QueryResult Answer(StoreQuery query)
    {
        var (sql, values) = (query.Sql, query.Parameters);
        var name = From().Matches(sql)[^1].Groups[1].Value;
        if (name == "assessment_latest")
            return _tables["assessment"].Result(Assets(values).Select(_tables["assessment"].Present).OfType<object?[]>());
        var table = _tables[name];
        var condition = sql[(sql.LastIndexOf("FROM " + name, StringComparison.Ordinal) + 5 + name.Length)..];
        var result = condition switch
        {
            _ when condition.StartsWith(" WHERE reader = ? AND ", StringComparison.Ordinal) => OfReader(table, values),
            _ when condition.StartsWith(" WHERE event_time >= ? AND event_time <= ? AND ((asset = ? AND event_time >= ? AND ",
                StringComparison.Ordinal) => table.Result(Newest(table, sql, Stretches(table, values.Skip(2)))),
            _ when condition.StartsWith(" WHERE (asset = ? AND event_time >= ? AND event_time <= ?)", StringComparison.Ordinal) =>
                table.Result(Newest(table, sql, Stretches(table, values))),
            _ when condition.StartsWith(" WHERE (asset = ? AND event_time < ?)", StringComparison.Ordinal) =>
                table.Result(Newest(table, sql, values.Chunk(2).SelectMany(v => table.Rows((string)v[0]!, before: v[1])))),
            _ when condition.StartsWith(" WHERE asset IN (", StringComparison.Ordinal) => OfAssets(table, sql, values),
            _ => throw new NotSupportedException($"This store does not answer: {sql}"),
        };
        return result;
    }

    private static QueryResult OfAssets(MemoryTable table, string sql, object?[] values)
    {
        var assets = Assets(values);
        if (sql.Contains("max(event_time) AS newest", StringComparison.Ordinal))
            return new QueryResult(["asset", "newest"],
                [.. assets.Where(a => table.Rows(a).Count > 0).Select(a => new object?[] { a, table.Rows(a).Max(table.Time) })], false);
        var rows = Newest(table, sql, assets.SelectMany(a => table.Rows(a)));
        // The only further condition: alarms that began in a stretch, or that stood into it.
        if (values.Length == assets.Count) return table.Result(rows);
        if (!sql.Contains("(event_time < ? AND withdrawn = 0 AND (returned IS NULL OR returned >= ?))", StringComparison.Ordinal))
            throw new NotSupportedException($"This store does not answer: {sql}");
        var stretches = values.Skip(assets.Count).Chunk(5).ToDictionary(v => (string)v[0]!, v => v, StringComparer.Ordinal);
        var (asset, withdrawn, returned) = (table.IndexOf("asset"), table.IndexOf("withdrawn"), table.IndexOf("returned"));
        return table.Result(rows.Where(r =>
        {
            var (v, time) = (stretches[(string)r[asset]!], table.Time(r));
            return (time >= (DateTime)v[1]! && time <= (DateTime)v[2]!)
                || (time < (DateTime)v[3]! && (long)r[withdrawn]! == 0 && (r[returned] is not DateTime end || end >= (DateTime)v[4]!));
        }));
    }

    private static QueryResult OfReader(MemoryTable table, object?[] values)
    {
        var partition = table.IndexOf("log_partition");
        return table.Result(table.Rows((string)values[0]!).Where(r => Convert.ToInt64(values[^1], null).Equals(r[partition]))
            .OrderBy(r => (long)r[table.IndexOf("from_offset")]!));
    }

    private static List<string> Assets(object?[] values) => [.. values.TakeWhile(v => v is string).Cast<string>().Distinct()];

    private static IEnumerable<object?[]> Stretches(MemoryTable table, IEnumerable<object?> values) =>
        values.Chunk(3).SelectMany(v => table.Rows((string)v[0]!, (DateTime)v[1]!, (DateTime)v[2]!));

    // The row that row_number() places first, of each partition; all rows when the statement does not ask.
    private static IEnumerable<object?[]> Newest(MemoryTable table, string sql, IEnumerable<object?[]> rows)
    {
        if (Place().Match(sql) is not { Success: true } place) return rows;
        int[] key = [.. place.Groups[1].Value.Split(", ").Select(table.IndexOf)];
        return rows.GroupBy(r => string.Join('|', key.Select(i => r[i] is DateTime time ? time.Ticks : r[i])), StringComparer.Ordinal)
            .Select(g => Descending(table, g).First()).OrderBy(r => (string)r[0]!, StringComparer.Ordinal).ThenBy(table.Time);
    }

    private static IEnumerable<object?[]> Descending(MemoryTable table, IEnumerable<object?[]> rows) => rows
        .OrderByDescending(table.Time).ThenByDescending(r => (DateTime)r[table.IndexOf("known_at")]!)
        .ThenByDescending(r => (long)r[table.IndexOf("log_offset")]!);

    [GeneratedRegex(@"FROM (\w+)")]
    private static partial Regex From();

    [GeneratedRegex(@"PARTITION BY ([\w, ]+) ORDER BY (event_time DESC, )?known_at DESC, log_offset DESC\)")]
    private static partial Regex Place();

    /// <summary>Rows of a table, by its first column.</summary>
    private sealed class MemoryTable(TableSchema schema)
    {
        private readonly Dictionary<string, List<object?[]>> _rows = new(StringComparer.Ordinal);
        private readonly int _time = schema.Columns.Select(c => c.Name).ToList().IndexOf("event_time");

        public int IndexOf(string column) => schema.IndexOf(column);

        public DateTime Time(object?[] row) => (DateTime)row[_time]!;

        public List<object?[]> Rows(string first) => _rows.TryGetValue(first, out var rows) ? rows : [];

        public IEnumerable<object?[]> Rows(string first, object? before) => Rows(first).Where(r => Time(r) < (DateTime)before!);

        public IEnumerable<object?[]> Rows(string first, DateTime from, DateTime to) =>
            Rows(first).Where(r => Time(r) >= from && Time(r) <= to);

        public QueryResult Result(IEnumerable<object?[]> rows) => new([.. schema.Columns.Select(c => c.Name)], [.. rows], false);

        // As assessment_newest: the newest knowledge of the most recent block.
        public object?[]? Present(string asset)
        {
            object?[]? newest = null;
            foreach (var row in Rows(asset))
                if (newest is null || !RecencyOf(row).IsBefore(RecencyOf(newest))) newest = row;
            return newest;
        }

        public void Add(TableBatch batch)
        {
            for (var i = 0; i < batch.RowCount; i++)
            {
                var row = new object?[schema.Columns.Count];
                for (var column = 0; column < row.Length; column++) row[column] = Value(batch, column, i);
                if (!_rows.TryGetValue((string)row[0]!, out var rows)) _rows[(string)row[0]!] = rows = [];
                var at = schema.IsUpsert ? rows.FindIndex(r => r.Take(schema.KeyColumns).SequenceEqual(row.Take(schema.KeyColumns))) : -1;
                if (at >= 0) rows[at] = row;
                else rows.Add(row);
            }
        }

        private Recency RecencyOf(object?[] row) => new(UnixMicros.Of(Time(row)),
            UnixMicros.Of((DateTime)row[schema.IndexOf("known_at")]!), (long)row[schema.IndexOf("log_offset")]!);

        private object? Value(TableBatch batch, int column, int row) => schema.Columns[column].Type switch
        {
            ColumnType.TinyInt => (long)batch.Column<byte>(column).Values[row],
            ColumnType.Integer => (long)batch.Column<int>(column).Values[row],
            ColumnType.BigInt => batch.Column<long>(column).Values[row],
            ColumnType.Real => batch.Column<float>(column).Values[row] is var v && float.IsNaN(v) ? null : v,
            ColumnType.DoublePrecision => batch.Column<double>(column).Values[row] is var v && double.IsNaN(v) ? null : v,
            ColumnType.Text => batch.Column<string?>(column).Values[row],
            ColumnType.Timestamp => batch.Column<long>(column).Values[row] is var v && v == UnixMicros.None ? null : UnixMicros.ToUtc(v),
            _ => batch.Column<byte[]?>(column).Values[row],
        };
    }
}
