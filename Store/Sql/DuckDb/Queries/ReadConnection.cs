using Maintenance.Core.Ports;
using Maintenance.Store.Sql.DuckDb.Native;

namespace Maintenance.Store.Sql.DuckDb.Queries;

/// <summary>
/// A connection for the product's own queries. Every run is planned again: a cached plan reflects the tables as of when it was
/// made and later gives wrong results (duckdb/duckdb issues 23704 and 24182: rows inserted since are not seen). Threading: one caller at a
/// time.
/// </summary>
internal sealed class ReadConnection(NativeConnection connection, TimeProvider clock) : IDisposable
{
    public QueryResult Run(StoreQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using var guard = new InterruptGuard(connection, Timeout.InfiniteTimeSpan, clock, cancellationToken);
        try
        {
            using var statement = connection.Prepare(query.Sql);
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
            if (error.IsInterrupt) cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    public void Dispose() => connection.Dispose();
}
