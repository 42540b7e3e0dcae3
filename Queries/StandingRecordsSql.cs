using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// SQL for all maintenance records that are not withdrawn, by asset and time. Plain text, as it goes to a running host over REST.
/// </summary>
public static class StandingRecordsSql
{
    public const string Sql = "SELECT asset, event_time, kind, failure_mode, began FROM maintenance_record WHERE withdrawn = 0 "
        + "ORDER BY asset, event_time";

    /// <summary>Reads the result; who recorded it and when is not selected.</summary>
    public static IReadOnlyList<MaintenanceRecord> Read(QueryResult result) => result.Read(r => new MaintenanceRecord(
        r.Text("asset"), r.UnixMicros("event_time"), r.Text("kind"), r.TextOrNull("failure_mode"), Note: null, RecordedUnixMicros: 0,
        RecordedBy: "", Withdrawn: false)
    { BeganUnixMicros = r.UnixMicrosOrNone("began") });
}
