using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.PrognosticAssessment;
using Maintenance.Scoring.StateDetection;
using Maintenance.Scoring.Streams;

namespace Maintenance.Scoring.Workers;

/// <summary>Reads back what a worker needs of the past. The worker has committed everything before it asks.</summary>
internal sealed class StoreReads(IConditionStore store)
{
    private static readonly string DescriptorColumns =
        string.Join(", ", Descriptors.All.Select(d => d.Name).Concat(ChannelStatistics.All.Select(s => s.Name)));

    private static readonly string BlocksSql =
        $"SELECT event_time, drilling_state, duration_us, reading_count, quality, {DescriptorColumns} FROM descriptor_current WHERE asset = ? AND event_time >= ? AND event_time <= ? ORDER BY event_time";

    private const string AssessmentsSql =
        "SELECT event_time, drilling_state, health_index, failure_mode, failure_probability, reasons, rul_p10_hours, rul_p50_hours, rul_p90_hours FROM assessment_current "
        + "WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    private const string AccountsSql =
        "SELECT epoch, sequenced, sent, stored, duplicates, late, first_event_time, last_event_time, last_received, ranges FROM stream_account WHERE asset = ?";

    private const string AssetSql = "SELECT region, bit_diameter_m FROM asset WHERE asset = ?";
    private const string NewestSql = "SELECT max(event_time) FROM descriptor WHERE asset = ?";
    private const string TimesSql = "SELECT event_time FROM reading WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    private static readonly string CellsSql =
        $"SELECT {string.Join(", ", StoreTables.Reading.Columns.Skip(1).Select(c => c.Name))} FROM reading WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    /// <summary>Performs a read into the asset's state.</summary>
    public Task LoadAsync(StoreRead read, CancellationToken cancellationToken) => read.Kind switch
    {
        StoreReadKind.Asset => LoadAssetAsync(read.State, cancellationToken),
        StoreReadKind.Pages => LoadPagesAsync(read, cancellationToken),
        StoreReadKind.Times => LoadTimesAsync(read, cancellationToken),
        StoreReadKind.Cells => LoadCellsAsync(read, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(read), read.Kind, "Unknown kind."),
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
            state.KnownAtUnixMicros = Math.Max(state.KnownAtUnixMicros, account.LastReceived);
        }
        if (accounts.Rows.Count > 0 && (await store.QueryAsync(new StoreQuery(NewestSql, state.Id), cancellationToken)).Rows[0][0] is { } newest)
            state.Blocks.StartAt(Micros(newest));
        // A descriptor must not depend on how soon this process hears of an asset that another one registered.
        if (!state.IsRegistered && (await store.QueryAsync(new StoreQuery(AssetSql, state.Id), cancellationToken)).Rows is [var asset, ..])
            (state.Region, state.BitDiameterM) = ((string)asset[0]!, asset[1] is double diameter ? diameter : double.NaN);
        state.Loaded = true;
    }

    private async Task LoadPagesAsync(StoreRead read, CancellationToken cancellationToken)
    {
        // Read first, enter then: a page that is entered is taken for complete, also after a failed query.
        object?[] range = [read.State.Id, Time(read.From), Time(read.To)];
        var blocks = await store.QueryAsync(new StoreQuery(BlocksSql, range), cancellationToken);
        var assessments = await store.QueryAsync(new StoreQuery(AssessmentsSql, range), cancellationToken);
        var pages = new Dictionary<long, BlockPage>();
        for (var number = BlockPages.PageOf(read.From); number <= BlockPages.PageOf(read.To); number++)
            if (read.State.Blocks.AddUnread(number) is { } page) pages[number] = page;
        var entries = new Dictionary<long, BlockEntry>();
        var summary = new float[ChannelSummary.Count];
        foreach (var row in blocks.Rows)
        {
            var time = Micros(row[0]);
            if (!pages.TryGetValue(BlockPages.PageOf(time), out var page)) continue; // in memory already, and newer there
            var entry = entries[time] = read.State.Blocks.AddRead(page, time);
            entry.State = DrillingStates.Parse((string)row[1]!);
            (entry.DurationMicros, entry.ReadingCount, entry.Quality) = ((long)row[2]!, (int)(long)row[3]!, (byte)(long)row[4]!);
            for (var i = 0; i < Descriptors.Count; i++) entry.Descriptors[i] = Real(row[5 + i]);
            for (var i = 0; i < summary.Length; i++) summary[i] = Real(row[5 + Descriptors.Count + i]);
            entry.Summary = ChannelSummary.Fingerprint(summary);
        }
        foreach (var row in assessments.Rows)
            if (entries.TryGetValue(Micros(row[0]), out var entry))
                entry.Assessment = new Assessment(DrillingStates.Parse((string)row[1]!), Real(row[2]), (string?)row[3], Real(row[4]), (string?)row[5], new LifeLevels(Real(row[6]), Real(row[7]), Real(row[8])));
    }

    private async Task LoadTimesAsync(StoreRead read, CancellationToken cancellationToken)
    {
        var times = await store.QueryAsync(new StoreQuery(TimesSql, read.State.Id, Time(read.From), Time(read.To)), cancellationToken);
        read.State.KnownTimes.Load(read.From, read.To, times.Rows.Select(r => Micros(r[0])));
    }

    private async Task LoadCellsAsync(StoreRead read, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(CellsSql, read.State.Id, Time(read.From), Time(read.To)), cancellationToken);
        var cells = new List<BlockEntry>();
        read.State.Blocks.Collect(read.From, read.To, cells);
        cells.RemoveAll(c => c.Readings is not null);
        var byTime = cells.ToDictionary(c => c.EventTimeUnixMicros, _ => new SortedList<long, float[]>());
        foreach (var row in result.Rows)
        {
            var time = Micros(row[0]);
            if (!byTime.TryGetValue(RecordProcessor.CellOf(time), out var readings)) continue;
            float[] values = [.. row.Skip(1).Select(Real)];
            if (!readings.TryAdd(time, values)) BlockPages.Merge(values, readings[time]);
        }
        foreach (var cell in cells) read.State.Blocks.SetReadings(cell, byTime[cell.EventTimeUnixMicros]);
    }

    private static float Real(object? value) => value is double number ? (float)number : float.NaN;

    private static long Micros(object? value) => (((DateTime)value!).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;

    // Bounds may be open: the calendar's ends stand for them.
    private static DateTime Time(long micros) =>
        new(Math.Clamp(micros, -62_000_000_000_000_000, 250_000_000_000_000_000) * TimeSpan.TicksPerMicrosecond + DateTime.UnixEpoch.Ticks, DateTimeKind.Utc);
}
