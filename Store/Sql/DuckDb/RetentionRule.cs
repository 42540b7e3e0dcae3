using Maintenance.Core.Time;

namespace Maintenance.Store.Sql.DuckDb;

/// <summary>Selects expired rows.</summary>
/// <param name="Condition">Condition on a row of the table <c>t</c>.</param>
/// <param name="Description">For the log.</param>
internal sealed record RetentionRule(string Condition, string Description)
{
    public static RetentionRule Older(string timeColumn, long beforeUnixMicros) => new(
        $"t.{timeColumn} < make_timestamp({beforeUnixMicros})", $"before {UnixMicros.ToUtc(beforeUnixMicros):u}");

    /// <summary>
    /// Older than an age before the newest event of the row's asset. The first half is for the zone maps: it leaves most of a table
    /// unread.
    /// </summary>
    public static RetentionRule Aged(TimeSpan age)
    {
        var micros = UnixMicros.Length(age);
        return new(
            $"t.event_time < (SELECT max(last_event_time) FROM stream_account) - to_microseconds({micros}) AND "
            + $"t.event_time < (SELECT max(a.last_event_time) FROM stream_account a WHERE a.asset = t.asset) - to_microseconds({micros})",
            $"more than {age} before the newest of its asset");
    }
}
