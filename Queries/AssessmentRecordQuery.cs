using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>
/// The row of the assessment in force at a time, in its latest version, with the record behind it; values as the engine returns them, for
/// comparison bit by bit.
/// </summary>
public static class AssessmentRecordQuery
{
    private static readonly string Sql = $"SELECT {AssessmentRow.Table.ColumnList} FROM assessment "
        + "WHERE asset = ? AND event_time <= ? AND event_time > ? ORDER BY event_time DESC, known_at DESC, log_offset DESC LIMIT 1";

    // Bounds the scan; an older assessment says nothing about the requested time.
    private static readonly TimeSpan MaxAge = TimeSpan.FromHours(1);

    public static async Task<QueryRow?> RunAsync(IConditionStore store, string asset, DateTime at, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql, asset, at, at - MaxAge), cancellationToken)).First;
}
