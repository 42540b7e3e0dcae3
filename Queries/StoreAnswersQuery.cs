using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>The least a store can be asked: whether it answers.</summary>
public static class StoreAnswersQuery
{
    public static Task RunAsync(IConditionStore store, CancellationToken cancellationToken) =>
        store.QueryAsync(new StoreQuery("SELECT 1"), cancellationToken);
}
