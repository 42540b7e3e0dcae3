using Maintenance.Core.Ports;

namespace Maintenance.Host.Client;

/// <summary>Read-only SQL for the verbs: through the running host if there is one, otherwise directly in the store.</summary>
internal interface ISqlAccess : IAsyncDisposable
{
    /// <summary>Runs one read-only statement and hands its rows over as they come.</summary>
    /// <returns>True if a limit cut the rows: the given one, or a lower one of the host.</returns>
    /// <exception cref="QueryRefusedException">Refused or stopped; the message is meant for the user.</exception>
    Task<bool> StreamAsync(string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken);

    /// <summary>Runs one read-only statement.</summary>
    /// <exception cref="QueryRefusedException">Refused or stopped; the message is meant for the user.</exception>
    async Task<QueryResult> QueryAsync(string sql, QueryLimits limits, CancellationToken cancellationToken)
    {
        var rows = new CollectedRows();
        return rows.Result(await StreamAsync(sql, limits, rows, cancellationToken));
    }
}
