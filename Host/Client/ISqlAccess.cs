using Maintenance.Core.Ports;

namespace Maintenance.Host.Client;

/// <summary>Read-only SQL for the verbs: through the running host if there is one, otherwise directly in the store.</summary>
internal interface ISqlAccess : IAsyncDisposable
{
    /// <summary>Runs one read-only statement.</summary>
    /// <exception cref="QueryRefusedException">Refused or stopped; the message is meant for the user.</exception>
    Task<QueryResult> QueryAsync(string sql, QueryLimits limits, CancellationToken cancellationToken);
}
