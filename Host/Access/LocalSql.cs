using Maintenance.Core.Ports;
using Maintenance.Host.Client;

namespace Maintenance.Host.Access;

/// <summary>SQL against a store that this process opened itself because no host is running.</summary>
internal sealed class LocalSql(IConditionStore store) : ISqlAccess
{
    public Task<QueryResult> QueryAsync(string sql, QueryLimits limits, CancellationToken cancellationToken) =>
        store.QueryReadOnlyAsync(sql, limits, cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
