using Maintenance.Core.Ports;

namespace Maintenance.Host.Client;

/// <summary>Read-only SQL for the verbs: through the running host where there is one, else on the store itself.</summary>
internal interface ISqlAccess : IAsyncDisposable
{
    /// <summary>Runs one reading statement.</summary>
    /// <exception cref="QueryRefusedException">Refused or stopped; the message is for the person who asked.</exception>
    Task<QueryResult> QueryAsync(string sql, QueryLimits limits, CancellationToken cancellationToken);
}
