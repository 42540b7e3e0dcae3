using System.Runtime.CompilerServices;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;

namespace Maintenance.Host.ScaleOut;

/// <summary>
/// Rows of the store that may be missing from topic <c>alarms.v1</c>: those after the newest that it holds, some of before, and with an
/// empty topic those that became known within a day.
/// </summary>
/// <param name="log">Has the telemetry partitions.</param>
/// <param name="store">Holds the rows.</param>
/// <param name="clock">Clock.</param>
/// <param name="roles">What this process commits, and so looks after.</param>
internal sealed class UnpublishedAlarms(ITelemetryLog log, IConditionStore store, TimeProvider clock, CommittedAlarms roles)
{
    private const int PageRows = 10_000;
    private static readonly long DayMicros = UnixMicros.Length(TimeSpan.FromDays(1));

    // Rows of the clock and those of records that waited are not in the order of becoming known.
    private static readonly long MarginMicros = UnixMicros.Length(TimeSpan.FromMinutes(15));

    /// <summary>Pages of rows, each kind in its own order; rows that the topic holds are among them.</summary>
    public async IAsyncEnumerable<List<SharedAlarm>> ReadAsync(
        PublishedAlarms published, string sender, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (roles.HasFlag(CommittedAlarms.Events))
            for (var partition = 0; partition < log.PartitionCount(Topics.Telemetry); partition++)
                await foreach (var page in EventsAsync(partition, published.Reached(partition), sender, cancellationToken))
                    yield return page;
        if (roles.HasFlag(CommittedAlarms.Actions))
            await foreach (var page in ActionsAsync(published.FirstSequence, sender, cancellationToken))
                yield return page;
    }

    private async IAsyncEnumerable<List<SharedAlarm>> EventsAsync(
        int partition, (long Offset, long KnownAtUnixMicros)? reached, string sender,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var day = UnixMicros.Now(clock) - DayMicros;
        var (offset, since) = reached is { } some ? (some.Offset, Math.Max(some.KnownAtUnixMicros - MarginMicros, day))
            : (long.MaxValue, day);
        var (from, limit) = (0L, PageRows);
        while (true)
        {
            var rows = await AlarmEventsQuery.OfPartitionAsync(
                store, partition, offset, UnixMicros.ToUtc(since), UnixMicros.ToUtc(from), limit, cancellationToken);
            yield return [.. rows.Select(row => SharedAlarm.Of(sender, row))];
            if (rows.Count < limit) yield break;
            var last = rows[^1].KnownAtUnixMicros;
            if (last == from) limit *= 2; // more rows of one moment than a page holds
            from = last;
        }
    }

    private async IAsyncEnumerable<List<SharedAlarm>> ActionsAsync(
        long? first, string sender, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var day = UnixMicros.Now(clock) - DayMicros;
        var after = first is { } sequence ? sequence - 1
            : Math.Max(0, (await store.ReadOffsetAsync(OffsetKey.OperatorActions, cancellationToken) ?? 0) - PageRows);
        while (true)
        {
            var rows = await OperatorActionsQuery.AfterAsync(store, after, PageRows, cancellationToken);
            yield return [.. rows.Where(r => first is not null || r.EventTimeUnixMicros > day).Select(row => SharedAlarm.Of(sender, row))];
            if (rows.Count < PageRows) yield break;
            after = rows[^1].Sequence;
        }
    }
}
