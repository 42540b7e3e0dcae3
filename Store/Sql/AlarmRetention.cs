using System.Globalization;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;

namespace Maintenance.Store.Sql;

/// <summary>
/// Deletes what alarms no longer depend on, oldest first, some thousand keys to a transaction: events with all their corrections at once,
/// so that no interruption leaves a standing row whose end is gone. Before the first event goes, <see cref="OffsetKey.AlarmsAged"/> says
/// so.
/// </summary>
/// <param name="store">The store.</param>
/// <param name="delete">Deletes the rows of a table whose columns equal those of a SELECT; answers how many.</param>
internal sealed class AlarmRetention(
    IConditionStore store, Func<string, string[], string, CancellationToken, Task<long>> delete)
{
    private const int Step = 20_000;

    // A time after its reception is that of a clock that runs ahead, and must not age the rows of others.
    private const string Newest = "SELECT asset, max(least(last_event_time, coalesce(last_received, last_event_time))) AS newest "
        + "FROM stream_account WHERE last_event_time IS NOT NULL GROUP BY asset";

    private static readonly string[] OfEvent = ["asset", "rule", "level", "event_time"];
    private static readonly string[] OfFold = ["asset", "event_time"];
    private static readonly string[] OfNotification = ["id"];

    /// <inheritdoc cref="IConditionStore.DeleteAgedAlarmsAsync"/>
    public async Task<long> RunAsync(long beforeUnixMicros, TimeSpan age, CancellationToken cancellationToken)
    {
        var events = Events(beforeUnixMicros, age);
        var deleted = 0L;
        if ((await store.QueryAsync(new StoreQuery($"SELECT count(*) FROM ({events}) AS d"), cancellationToken)).Scalar is not 0L)
        {
            await TellAsync(beforeUnixMicros, cancellationToken);
            deleted += await DeleteAsync("alarm_event", OfEvent, events, cancellationToken);
        }
        deleted += await DeleteAsync("alarm_fold", OfFold, Folds(age), cancellationToken);
        return deleted + await DeleteAsync("notification", OfNotification, Notifications(beforeUnixMicros), cancellationToken);
    }

    // Whoever asks for alarms of before learns it before the first of them is missing.
    private async Task TellAsync(long beforeUnixMicros, CancellationToken cancellationToken)
    {
        var told = await store.ReadOffsetAsync(OffsetKey.AlarmsAged, cancellationToken);
        if (told >= beforeUnixMicros) return;
        var move = new OffsetMove(OffsetKey.AlarmsAged, told, beforeUnixMicros);
        await store.CommitAsync(new StoreCommit { Batches = [], Offset = move }, cancellationToken);
    }

    private async Task<long> DeleteAsync(string table, string[] key, string doomed, CancellationToken cancellationToken)
    {
        var deleted = 0L;
        while (true)
        {
            var step = await delete(table, key, doomed, cancellationToken);
            if (step == 0) return deleted;
            deleted += step;
        }
    }

    // Kept are, of each alarm: all since the first event that stands or of which anything became known since; and of each level the last
    // event that was, because a latched alarm waits for its reset however long. Grouped and joined: MariaDB takes the square of a
    // partition's rows for a minimum over it.
    private static string Events(long beforeUnixMicros, TimeSpan age) =>
        $"""
        WITH known AS (
            SELECT asset, rule, level, event_time, known_at, returned, withdrawn
            FROM (
                SELECT asset, rule, level, event_time, known_at, returned, withdrawn, row_number() OVER (
                    PARTITION BY asset, rule, level, event_time ORDER BY known_at DESC, log_offset DESC) AS place
                FROM alarm_event
            ) AS ranked
            WHERE place = 1
        )
        SELECT k.asset, k.rule, k.level, k.event_time
        FROM known AS k
        JOIN (
            SELECT asset, rule, min(CASE WHEN known_at >= {Literal(beforeUnixMicros)} OR (withdrawn = 0 AND returned IS NULL)
                THEN event_time END) AS since
            FROM known GROUP BY asset, rule
        ) AS n ON n.asset = k.asset AND n.rule = k.rule
        JOIN (
            SELECT asset, rule, level, max(CASE WHEN withdrawn = 0 THEN event_time END) AS last FROM known GROUP BY asset, rule, level
        ) AS l ON l.asset = k.asset AND l.rule = k.rule AND l.level = k.level
        JOIN ({Newest}) AS a ON a.asset = k.asset
        WHERE k.known_at < {Literal(beforeUnixMicros)} AND k.event_time < a.newest - {Interval(age)}
            AND (n.since IS NULL OR k.event_time < n.since) AND (l.last IS NULL OR k.event_time <> l.last)
        ORDER BY k.known_at, k.asset, k.rule, k.level, k.event_time LIMIT {Step}
        """;

    // The last state of before stays: what comes next is judged from it.
    private static string Folds(TimeSpan age) =>
        $"""
        SELECT DISTINCT f.asset, f.event_time
        FROM alarm_fold AS f
        JOIN (
            SELECT o.asset, max(o.event_time) AS last
            FROM alarm_fold AS o JOIN ({Newest}) AS a ON a.asset = o.asset WHERE o.event_time < a.newest - {Interval(age)}
            GROUP BY o.asset
        ) AS b ON b.asset = f.asset
        WHERE f.event_time < b.last ORDER BY f.event_time, f.asset LIMIT {Step}
        """;

    // What was told of an alarm's newest occurrence stays, so that nobody is told again; and what is not finished.
    private static string Notifications(long beforeUnixMicros) =>
        $"""
        SELECT t.id
        FROM notification AS t
        LEFT JOIN (SELECT asset, rule, max(occurrence) AS newest FROM notification GROUP BY asset, rule) AS l
            ON l.asset = t.asset AND l.rule = t.rule
        WHERE t.created < {Literal(beforeUnixMicros)} AND t.state NOT IN ('waiting', 'sending', 'failed')
            AND (l.newest IS NULL OR t.occurrence < l.newest)
        ORDER BY t.created, t.id LIMIT {Step}
        """;

    private static string Literal(long unixMicros) => string.Create(CultureInfo.InvariantCulture,
        $"TIMESTAMP '{UnixMicros.ToUtc(unixMicros):yyyy-MM-dd HH:mm:ss.ffffff}'");

    private static string Interval(TimeSpan age) =>
        string.Create(CultureInfo.InvariantCulture, $"INTERVAL {(long)age.TotalSeconds} SECOND");
}
