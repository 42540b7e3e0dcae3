using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Workers;

/// <summary>Reads back what a worker needs of the past. The worker has committed everything before it asks.</summary>
internal sealed class StoreReads(IConditionStore store)
{
    private static readonly string DescriptorColumns = string.Join(", ", Descriptors.Names.Concat(ChannelStatistics.Names));

    private static readonly string BlocksSql =
        $"SELECT event_time, drilling_state, duration_us, reading_count, quality, {DescriptorColumns} FROM descriptor_current WHERE asset = ? AND event_time >= ? AND event_time <= ? ORDER BY event_time";

    private const string AssessmentsSql =
        "SELECT event_time, drilling_state, health_index, failure_mode, failure_probability, reasons, rul_p10_hours, rul_p50_hours, rul_p90_hours FROM assessment_current "
        + "WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    private static readonly string AccountsSql = $"SELECT {StreamAccountRow.Table.ColumnList} FROM stream_account WHERE asset = ?";

    private const string AssetSql = "SELECT region, bit_diameter_m FROM asset WHERE asset = ?";
    private const string NewestSql = "SELECT max(event_time) AS newest FROM descriptor WHERE asset = ?";
    private const string TimesSql = "SELECT event_time FROM reading WHERE asset = ? AND event_time >= ? AND event_time <= ?";

    private static readonly string CellsSql =
        $"SELECT {ReadingRow.Table.ColumnList} FROM reading WHERE asset = ? AND event_time >= ? AND event_time <= ?";

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
        var accounts = (await store.QueryAsync(new StoreQuery(AccountsSql, state.Id), cancellationToken)).Read<StreamAccountRow>();
        foreach (var row in accounts)
        {
            state.Account(row.Epoch, row.Sequenced).Load(row);
            state.KnownAtUnixMicros = Math.Max(state.KnownAtUnixMicros, row.LastReceivedUnixMicros);
        }
        if (accounts.Count > 0
            && (await store.QueryAsync(new StoreQuery(NewestSql, state.Id), cancellationToken)).First?.TimeOrNull("newest") is { } newest)
            state.Blocks.StartAt(UnixMicros.Of(newest));
        // A descriptor must not depend on how soon this process hears of an asset that another one registered.
        if (!state.IsRegistered && (await store.QueryAsync(new StoreQuery(AssetSql, state.Id), cancellationToken)).First is { } asset)
            (state.Region, state.BitDiameterM) = (asset.Text("region"), asset.DoublePrecision("bit_diameter_m"));
        state.Loaded = true;
    }

    private async Task LoadPagesAsync(StoreRead read, CancellationToken cancellationToken)
    {
        // Read first, enter then: a page that is entered is taken for complete, also after a failed query.
        object?[] range = [read.State.Id, Bound(read.From), Bound(read.To)];
        var blocks = await store.QueryAsync(new StoreQuery(BlocksSql, range), cancellationToken);
        var assessments = await store.QueryAsync(new StoreQuery(AssessmentsSql, range), cancellationToken);
        var pages = new Dictionary<long, BlockPage>();
        for (var number = BlockPages.PageOf(read.From); number <= BlockPages.PageOf(read.To); number++)
            if (read.State.Blocks.AddUnread(number) is { } page) pages[number] = page;
        var entries = new Dictionary<long, BlockEntry>();
        var summary = new float[ChannelSummary.Count];
        foreach (var row in blocks.Read())
        {
            var time = row.UnixMicros("event_time");
            if (!pages.TryGetValue(BlockPages.PageOf(time), out var page)) continue; // in memory already, and newer there
            var entry = entries[time] = read.State.Blocks.AddRead(page, time);
            entry.State = DrillingStates.Parse(row.Text("drilling_state"));
            (entry.DurationMicros, entry.ReadingCount, entry.Quality) = (row.Whole("duration_us"), row.Integer("reading_count"), (byte)row.Whole("quality"));
            row.Reals(Descriptors.Names, entry.Descriptors);
            row.Reals(ChannelStatistics.Names, summary);
            entry.Summary = ChannelSummary.Fingerprint(summary);
        }
        foreach (var row in assessments.Read())
            if (entries.TryGetValue(row.UnixMicros("event_time"), out var entry)) entry.Assessment = AssessmentOf(row);
    }

    private static Assessment AssessmentOf(QueryRow row) => new(
        DrillingStates.Parse(row.Text("drilling_state")), row.Real("health_index"), row.TextOrNull("failure_mode"), row.Real("failure_probability"),
        row.TextOrNull("reasons"), new RulQuantiles(row.Real("rul_p10_hours"), row.Real("rul_p50_hours"), row.Real("rul_p90_hours")));

    private async Task LoadTimesAsync(StoreRead read, CancellationToken cancellationToken)
    {
        var times = await store.QueryAsync(new StoreQuery(TimesSql, read.State.Id, Bound(read.From), Bound(read.To)), cancellationToken);
        read.State.KnownTimes.Load(read.From, read.To, times.Read(r => r.UnixMicros("event_time")));
    }

    private async Task LoadCellsAsync(StoreRead read, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(CellsSql, read.State.Id, Bound(read.From), Bound(read.To)), cancellationToken);
        var cells = new List<BlockEntry>();
        read.State.Blocks.Collect(read.From, read.To, cells);
        cells.RemoveAll(c => c.Readings is not null);
        var byTime = cells.ToDictionary(c => c.EventTimeUnixMicros, _ => new SortedList<long, float[]>());
        foreach (var row in result.Read<ReadingRow>())
        {
            if (!byTime.TryGetValue(BlockGrid.CellOf(row.EventTimeUnixMicros), out var readings)) continue;
            if (!readings.TryAdd(row.EventTimeUnixMicros, row.Channels)) BlockPages.Merge(row.Channels, readings[row.EventTimeUnixMicros]);
        }
        foreach (var cell in cells) read.State.Blocks.SetReadings(cell, byTime[cell.EventTimeUnixMicros]);
    }

    // Bounds may be open: the calendar's ends stand for them.
    private static DateTime Bound(long unixMicros) => UnixMicros.ToUtc(Math.Clamp(unixMicros, -62_000_000_000_000_000, 250_000_000_000_000_000));
}
