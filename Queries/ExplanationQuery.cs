using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Queries;

/// <summary>The assessment in force at a time: the newest at or before it, as currently known.</summary>
public static class ExplanationQuery
{
    private const string Sql =
        $"SELECT {StoredAssessment.Columns} FROM assessment_current WHERE asset = ? AND event_time <= ? AND event_time > ? "
        + "ORDER BY event_time DESC LIMIT 1";

    // Bounds the scan; an older assessment says nothing about the requested time.
    private static readonly TimeSpan MaxLookBack = TimeSpan.FromHours(1);

    public static async Task<StoredAssessment?> RunAsync(
        IConditionStore store, string asset, long atUnixMicros, CancellationToken cancellationToken)
    {
        var at = UnixMicros.ToUtc(atUnixMicros);
        var result = await store.QueryAsync(new StoreQuery(Sql, asset, at, at - MaxLookBack), cancellationToken);
        return result.First is { } row ? StoredAssessment.Of(row) : null;
    }
}
