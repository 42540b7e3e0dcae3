using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;

namespace Maintenance.Queries;

/// <summary>
/// Text of the question what was done to all assets, without what was withdrawn, by asset and time. Text, as it goes to a running host
/// over REST.
/// </summary>
public static class StandingRecordsText
{
    public const string Sql = "SELECT asset, event_time, kind, failure_mode FROM maintenance_record WHERE withdrawn = 0 "
        + "ORDER BY asset, event_time";

    /// <summary>The answer; who recorded it and when is not asked.</summary>
    public static IReadOnlyList<MaintenanceRecord> Read(QueryResult result) => result.Read(r => new MaintenanceRecord(
        r.Text("asset"), r.UnixMicros("event_time"), r.Text("kind"), r.TextOrNull("failure_mode"), Note: null, RecordedUnixMicros: 0,
        RecordedBy: "", Withdrawn: false));
}
