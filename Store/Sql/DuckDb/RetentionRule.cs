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
        // A time after its reception is that of a clock that runs ahead, and must not age the rows of others.
        const string newest = "max(least(a.last_event_time, coalesce(a.last_received, a.last_event_time)))";
        return new(
            $"t.event_time < (SELECT {newest} FROM stream_account a) - to_microseconds({micros}) AND "
            + $"t.event_time < (SELECT {newest} FROM stream_account a WHERE a.asset = t.asset) - to_microseconds({micros})",
            $"more than {age} before the newest of its asset");
    }
}
