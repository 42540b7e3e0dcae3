using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Whether a dead letter of this time and source is stored.</summary>
public static class DeadLetterKnownQuery
{
    private const string Sql = "SELECT 1 FROM dead_letter WHERE received = ? AND source = ? LIMIT 1";

    public static async Task<bool> RunAsync(IConditionStore store, DateTime received, string source, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, received, source), cancellationToken)).First is not null;
}
