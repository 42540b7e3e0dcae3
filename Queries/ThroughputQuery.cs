using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>Readings and blocks per second that became known since a given time.</summary>
public static class ThroughputQuery
{
    private const string Sql =
        "SELECT sum(reading_count) AS readings, count(*) AS blocks, count(DISTINCT asset) AS assets, max(known_at) AS newest "
        + "FROM descriptor WHERE known_at >= ?";

    public static async Task<Throughput> RunAsync(
        IConditionStore store, TimeProvider clock, TimeSpan window, CancellationToken cancellationToken)
    {
        var since = clock.GetUtcNow().UtcDateTime - window;
        var result = await store.QueryAsync(new StoreQuery(Sql, since), cancellationToken);
        var row = result.Read()[0];
        return new Throughput(
            row.Whole("readings") / window.TotalSeconds, row.Whole("blocks") / window.TotalSeconds, row.Whole("assets"),
            row.TimeOrNull("newest"));
    }
}
