using Maintenance.Core.Ports;
using Maintenance.Store.DuckDb.Native;

namespace Maintenance.Store.DuckDb.Queries;

/// <summary>A connection for the product's own queries, with its compiled statements. Threading: one caller at a time.</summary>
internal sealed class ReadConnection(NativeConnection connection, TimeProvider time) : IDisposable
{
    // The product has some dozens of query texts; a text built ad hoc must not fill memory.
    private const int MaxStatements = 128;

    private readonly Dictionary<string, NativeStatement> _statements = new(StringComparer.Ordinal);

    public QueryResult Run(StoreQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var guard = new InterruptGuard(connection, Timeout.InfiniteTimeSpan, time, cancellationToken);
        try
        {
            var statement = StatementOf(query.Sql);
            statement.Bind(query.Parameters);
            using var rows = statement.Execute();
            var values = new List<object?[]>();
            while (rows.Fetch(values, int.MaxValue, out _))
            {
            }
            return new QueryResult(rows.Columns, values, Truncated: false);
        }
        catch (DuckDbException error)
        {
            Forget(query.Sql);
            if (error.IsInterrupt) cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    public void Dispose()
    {
        Clear();
        connection.Dispose();
    }

    private NativeStatement StatementOf(string sql)
    {
        if (_statements.TryGetValue(sql, out var statement)) return statement;
        if (_statements.Count >= MaxStatements) Clear();
        statement = connection.Prepare(sql);
        _statements.Add(sql, statement);
        return statement;
    }

    private void Forget(string sql)
    {
        if (_statements.Remove(sql, out var statement)) statement.Dispose();
    }

    private void Clear()
    {
        foreach (var statement in _statements.Values) statement.Dispose();
        _statements.Clear();
    }
}
