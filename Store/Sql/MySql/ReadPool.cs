using System.Collections.Concurrent;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Sql.MySql;

/// <summary>
/// Runs the product's queries on a limited number of sessions, which see everything any node has committed. A query whose connection is
/// lost is retried once on another: it changed nothing. A cancelled query ends on the server too: the driver sends KILL QUERY
/// over its own connection (on the cancelling thread, which waits for it), and the session, which a late KILL may still
/// reach, is closed. Threading: any thread.
/// </summary>
internal sealed class ReadPool(SessionFactory factory, int size) : IAsyncDisposable
{
    private readonly ConcurrentBag<Session> _idle = [];
    private readonly SemaphoreSlim _free = new(size, size);

    public async Task<QueryResult> RunAsync(StoreQuery query, CancellationToken cancellationToken)
    {
        var text = new SqlText(query.Sql);
        if (text.ParameterCount != query.Parameters.Length)
            throw new StoreException($"The query has {text.ParameterCount} parameters, {query.Parameters.Length} values were given.");
        foreach (var value in query.Parameters)
            if (value is not (null or string or long or int or double or float or bool or DateTime))
                throw new StoreException($"A parameter of type {value.GetType().Name} is not supported; string, long, int, double, bool, "
                    + "null and DateTime are.");
        await _free.WaitAsync(cancellationToken);
        try
        {
            return await RunAsync(text, query.Parameters, cancellationToken);
        }
        finally
        {
            _free.Release();
        }
    }

    /// <summary>Runs a job on a session of the pool.</summary>
    public async Task<T> UseAsync<T>(Func<Session, Task<T>> job, CancellationToken cancellationToken)
    {
        if (_idle.TryTake(out var session) && factory.IsSuperseded(session))
        {
            await session.DisposeAsync();
            session = null;
        }
        session ??= await factory.OpenAsync(isCausal: true, cancellationToken);
        try
        {
            return await job(session);
        }
        catch (Exception error)
        {
            session.IsBroken |= !WireErrors.IsWire(error) || WireErrors.IsConnectionLost(error);
            throw;
        }
        finally
        {
            if (session.IsBroken || session.IsWorn) await session.DisposeAsync();
            else _idle.Add(session);
        }
    }

    public async ValueTask DisposeAsync()
    {
        while (_idle.TryTake(out var session)) await session.DisposeAsync();
        _free.Dispose();
    }

    private async Task<QueryResult> RunAsync(SqlText text, object?[] parameters, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await UseAsync(session => QueryAsync(session, text, parameters, cancellationToken), cancellationToken);
            }
            catch (Exception error) when (WireErrors.IsWire(error))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (attempt > 1 || !WireErrors.IsConnectionLost(error)) throw WireErrors.OfQuery(error);
                // Sessions opened with it are lost too.
                while (_idle.TryTake(out var session)) await session.DisposeAsync();
            }
        }
    }

    private static async Task<QueryResult> QueryAsync(Session session, SqlText text, object?[] parameters,
        CancellationToken cancellationToken)
    {
        await using var command = session.Command(text.Named);
        for (var i = 0; i < parameters.Length; i++)
            command.Parameters.AddWithValue($"{SqlText.ParameterPrefix}{i}", parameters[i] ?? DBNull.Value);
        await session.PrepareAsync(command, cancellationToken);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var rows = new ResultReader(reader);
        var (values, _) = await rows.ReadAsync(int.MaxValue, long.MaxValue, cancellationToken);
        return new QueryResult(rows.Columns, values, Truncated: false);
    }
}
