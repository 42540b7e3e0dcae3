using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Checks that the store answers.</summary>
public static class StorePingQuery
{
    public static Task RunAsync(IConditionStore store, CancellationToken cancellationToken) =>
        store.QueryAsync(new StoreQuery("SELECT 1"), cancellationToken);
}
