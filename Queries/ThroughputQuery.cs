using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Readings and blocks that became known within the last so many seconds, and how long before that they happened.</summary>
public static class ThroughputQuery
{
    private const string Sql = "SELECT sum(reading_count), count(*), count(DISTINCT asset), max(known_at) FROM descriptor WHERE known_at >= ?";

    public static async Task<Throughput> RunAsync(IConditionStore store, TimeProvider clock, TimeSpan window, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().UtcDateTime - window;
        var result = await store.QueryAsync(new StoreQuery(Sql, since), cancellationToken);
        var row = result.Rows[0];
        return new Throughput(Cell.Whole(row[0]) / window.TotalSeconds, Cell.Whole(row[1]) / window.TotalSeconds, Cell.Whole(row[2]), Cell.TimeOrNull(row[3]));
    }
}
