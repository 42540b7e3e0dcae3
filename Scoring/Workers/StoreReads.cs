using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>Reads back what a worker needs of the past. The worker has committed everything before it asks.</summary>
internal sealed class StoreReads(IConditionStore store)
{
    private static readonly string DescriptorColumns = string.Join(", ", Descriptors.All.Select(d => d.Name));

    private static readonly string BlocksSql =
        $"SELECT event_time, drilling_state, {DescriptorColumns} FROM descriptor_current WHERE asset = ? AND event_time >= ? AND event_time <= ? ORDER BY event_time";

    private const string AssessmentsSql =
        "SELECT event_time, health_index, failure_mode, failure_probability, reasons FROM assessment_current WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    private const string AccountsSql =
        "SELECT epoch, sequenced, sent, stored, duplicates, late, first_event_time, last_event_time, last_received, ranges FROM stream_account WHERE asset = ?";

    private const string NewestSql = "SELECT max(event_time) FROM descriptor WHERE asset = ?";
    private const string TimesSql = "SELECT event_time FROM reading WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    private static readonly string CellSql =
        $"SELECT {string.Join(", ", StoreTables.Reading.Columns.Skip(1).Select(c => c.Name))} FROM reading WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    /// <summary>Performs a read into the asset's state.</summary>
    public Task LoadAsync(StoreRead read, CancellationToken cancellationToken) => read.Kind switch
    {
        StoreReadKind.Asset => LoadAssetAsync(read.State, cancellationToken),
        StoreReadKind.Recent => LoadBlocksAsync(read.State, read.State.Recent, read.From, long.MaxValue, cancellationToken),
        StoreReadKind.Past => LoadBlocksAsync(read.State, read.State.Past, read.From, read.To, cancellationToken),
        StoreReadKind.Times => LoadTimesAsync(read, cancellationToken),
        _ => LoadCellAsync(read, cancellationToken),
    };

    private async Task LoadAssetAsync(AssetState state, CancellationToken cancellationToken)
    {
        var accounts = await store.QueryAsync(new StoreQuery(AccountsSql, state.Id), cancellationToken);
        foreach (var row in accounts.Rows)
        {
            var account = state.Account((long)row[0]!, sequenced: (long)row[1]! != 0);
            account.HighestPlusOne = (long)row[2]!;
            (account.Stored, account.Duplicates, account.Late) = ((long)row[3]!, (long)row[4]!, (long)row[5]!);
            (account.FirstEventTime, account.LastEventTime, account.LastReceived) = (Micros(row[6]), Micros(row[7]), Micros(row[8]));
            account.Ranges = SequenceRanges.FromJson((string)row[9]!);
        }
        if (accounts.Rows.Count == 0)
        {
            state.Recent.Reset(long.MinValue, long.MaxValue);
        }
        else
        {
            var newest = (await store.QueryAsync(new StoreQuery(NewestSql, state.Id), cancellationToken)).Rows[0][0];
            var from = newest is null ? long.MinValue : Micros(newest) - 2 * WindowFeatures.WindowMicros;
            await LoadBlocksAsync(state, state.Recent, from, long.MaxValue, cancellationToken);
        }
        state.Loaded = true;
    }

    private async Task LoadBlocksAsync(AssetState state, BlockHistory history, long from, long to, CancellationToken cancellationToken)
    {
        history.Reset(from, to);
        var blocks = await store.QueryAsync(new StoreQuery(BlocksSql, state.Id, Time(from), Time(to)), cancellationToken);
        foreach (var row in blocks.Rows)
        {
            var entry = history[history.FindOrInsert(Micros(row[0])).Index];
            entry.State = DrillingStates.Parse((string)row[1]!);
            for (var i = 0; i < entry.Descriptors.Length; i++) entry.Descriptors[i] = Real(row[2 + i]);
        }
        var assessments = await store.QueryAsync(new StoreQuery(AssessmentsSql, state.Id, Time(from), Time(to)), cancellationToken);
        foreach (var row in assessments.Rows)
        {
            if (row[1] is null) continue;
            history[history.FindOrInsert(Micros(row[0])).Index].Assessment =
                new Assessment(Exists: true, Real(row[1]), (string)row[2]!, Real(row[3]), (string?)row[4]);
        }
    }

    private async Task LoadTimesAsync(StoreRead read, CancellationToken cancellationToken)
    {
        var times = await store.QueryAsync(new StoreQuery(TimesSql, read.State.Id, Time(read.From), Time(read.To)), cancellationToken);
        read.State.KnownTimes.Load(read.From, read.To, times.Rows.Select(r => Micros(r[0])));
    }

    private async Task LoadCellAsync(StoreRead read, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(CellSql, read.State.Id, Time(read.From), Time(read.To)), cancellationToken);
        var readings = new SortedList<long, float[]>();
        foreach (var row in result.Rows) readings[Micros(row[0])] = [.. row.Skip(1).Select(Real)];
        read.State.Cells.Add(read.From, readings);
    }

    private static float Real(object? value) => value is double number ? (float)number : float.NaN;

    private static long Micros(object? value) => (((DateTime)value!).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    // Bounds may be open: the calendar's ends stand for them.
    private static DateTime Time(long micros) =>
        new(Math.Clamp(micros, -62_000_000_000_000_000, 250_000_000_000_000_000) * TimeSpan.TicksPerMicrosecond + DateTime.UnixEpoch.Ticks, DateTimeKind.Utc);
}
