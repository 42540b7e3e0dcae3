using Maintenance.Core.Ports;
using Maintenance.Host.Client;

namespace Maintenance.Host.Access;

/// <summary>SQL against a store that this process opened itself because no host is running.</summary>
internal sealed class LocalSql(IConditionStore store) : ISqlAccess
{
    public Task<bool> StreamAsync(string sql, QueryLimits limits, IQuerySink rows, CancellationToken cancellationToken) =>
        store.StreamReadOnlyAsync(sql, limits, rows, cancellationToken);

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
