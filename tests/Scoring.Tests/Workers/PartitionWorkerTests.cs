using Maintenance.Core.Channels;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Telemetry;
using Maintenance.Core.Time;
using Maintenance.Scoring.Tests.Pipeline;
using Maintenance.Scoring.Workers;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>Exactly once, and what happens when something fails.</summary>
public sealed class PartitionWorkerTests(DuckDbFixture fixture) : IClassFixture<DuckDbFixture>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData(CommitFault.NothingWritten)]
    [InlineData(CommitFault.UnknownWritten)]
    [InlineData(CommitFault.UnknownNotWritten)]
    public async Task Commits_that_fail_now_and_then_store_every_row_once(CommitFault fault)
    {
        var lab = new Lab(fixture.Store);
        lab.Store.Fault = n => n % 3 == 1 ? fault : CommitFault.None;
        var asset = Lab.NewName("faulty");
        await lab.RunAsync([[.. Enumerable.Range(0, 100).Select(s => Records.Block(asset, s))]], recordsPerRead: 20);
        lab.Store.Commits.ShouldBeGreaterThan(1);
        (await lab.CountAsync("reading", asset)).ShouldBe(1_000);
        (await lab.CountAsync("descriptor", asset)).ShouldBe(100);
        (await lab.CountAsync("assessment", asset)).ShouldBe(100);
    }

    [Fact]
    public async Task An_asset_that_another_process_registered_is_described_as_if_it_were_known_here()
    {
        var lab = new Lab(fixture.Store);
        var (registered, unknown) = (Lab.NewName("elsewhere"), Lab.NewName("unknown"));
        var row = TableBatch.Of(new AssetRow
        {
            Asset = registered,
            Region = "north",
            Site = "site",
            Rig = "rig",
            LatitudeDeg = 1,
            LongitudeDeg = 2,
            BitDiameterM = 0.311,
            RigType = null,
            AssetClass = null,
        });
        await fixture.Store.CommitAsync(new StoreCommit { Batches = [row] }, CancellationToken.None);

        foreach (var asset in new[] { registered, unknown })
            await lab.RunAsync([[.. Enumerable.Range(0, 5).Select(s => OnBottom(Records.Block(asset, s)))]]);

        // The specific energy needs the bit's diameter, which only the asset's row says.
        (await EnergiesAsync(registered)).ShouldBe(5);
        (await EnergiesAsync(unknown)).ShouldBe(0);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_a_channel_that_an_old_record_has_twice_the_first_column_counts_everywhere(bool block)
    {
        var lab = new Lab(fixture.Store);
        var asset = Lab.NewName("twice");
        var record = block ? Records.Block(asset, 0) : Records.Loose(asset, [.. Enumerable.Range(0, 10).Select(i => i * 100_000L)]);
        foreach (var value in new[] { 2_000f, 9_000f })
        {
            record.Columns.Add(new(StandardChannels.WeightOnBit, "", [.. Enumerable.Repeat(value, 10)]));
            record.Columns.Add(new(TelemetryCodecV1.NamedChannel, "own", [.. Enumerable.Repeat(value, 10)]));
        }

        await lab.RunAsync([[record]]);

        (await ValueAsync("SELECT max(weight_on_bit) FROM reading WHERE asset = ?", asset)).ShouldBe(2_000f);
        (await ValueAsync("SELECT max(weight_on_bit_mean) FROM descriptor WHERE asset = ?", asset)).ShouldBe(2_000f);
        (await ValueAsync("SELECT sum(value) FROM reading_extra WHERE asset = ?", asset)).ShouldBe(20_000f);
    }

    [Fact]
    public async Task A_counter_beyond_32_bit_floats_is_stored_with_its_remainder()
    {
        var lab = new Lab(fixture.Store);
        var asset = Lab.NewName("counter");
        var record = Records.Loose(asset, [0, 100_000]);
        record.Columns.Add(new(TelemetryCodecV1.NamedChannel, "strokes", [123_456_792f, 5]));
        record.Columns.Add(new(TelemetryCodecV1.NamedChannel, "strokes", [-3, 0], ChannelQuality.Remainder));

        await lab.RunAsync([[record]]);

        var rows = (await fixture.Store.QueryAsync(
            new StoreQuery("SELECT value, exact FROM reading_extra WHERE asset = ? ORDER BY event_time", asset),
            CancellationToken.None)).Rows;
        rows.Select(r => (Convert.ToDouble(r[0], System.Globalization.CultureInfo.InvariantCulture), r[1]))
            .ShouldBe([(123_456_792d, 123_456_789d), (5d, null)]);
    }

    private async Task<float> ValueAsync(string sql, string asset) => Convert.ToSingle(
        (await fixture.Store.QueryAsync(new StoreQuery(sql, asset), CancellationToken.None)).Rows[0][0],
        System.Globalization.CultureInfo.InvariantCulture);

    private static TelemetryRecord OnBottom(TelemetryRecord record)
    {
        foreach (var (channel, value) in new[] { (StandardChannels.WeightOnBit, 90_000f), (StandardChannels.RateOfPenetration, 0.005f) })
            record.Columns.Add(new TelemetryColumn(channel, "", [.. Enumerable.Repeat(value, record.ReadingCount)]));
        return record;
    }

    private async Task<long> EnergiesAsync(string asset) =>
        (long)(await fixture.Store.QueryAsync(new StoreQuery("SELECT count(mechanical_specific_energy) FROM descriptor WHERE asset = ?",
            asset), CancellationToken.None)).Rows[0][0]!;

    [Fact]
    public async Task A_worker_that_lost_its_partition_stops_although_no_further_record_comes()
    {
        var lab = new Lab(fixture.Store);
        var (asset, reader) = (Lab.NewName("lost"), Lab.NewName("reader"));
        var log = new ScriptedLog();
        using var stop = new CancellationTokenSource(Patience);
        var worker = new PartitionWorker(lab.Services(log, reader), 0);
        var running = worker.RunAsync(stop.Token);
        await worker.WaitForPositionAsync(0, stop.Token);
        var key = new OffsetKey(reader, Topics.Telemetry, 0);
        await fixture.Store.CommitAsync(new StoreCommit { Batches = [], Offset = new OffsetMove(key, Expected: null, 4_000) }, stop.Token);
        log.Add([Records.Encode(Records.Block(asset, 0))]);
        await Should.ThrowAsync<OffsetConflictException>(running);
        (await lab.CountAsync("reading", asset)).ShouldBe(0);
    }

    [Fact]
    public async Task A_commit_that_fails_for_good_ends_the_worker_at_once()
    {
        var lab = new Lab(fixture.Store);
        lab.Store.Fault = _ => CommitFault.Fatal;
        var log = new ScriptedLog();
        log.Add([Records.Encode(Records.Block(Lab.NewName("fatal"), 0))]);
        using var stop = new CancellationTokenSource(Patience);
        await Should.ThrowAsync<StoreException>(new PartitionWorker(lab.Services(log, Lab.NewName("reader")), 0).RunAsync(stop.Token));
    }

    [Fact]
    public async Task A_late_block_corrects_exactly_the_blocks_whose_windows_hold_it()
    {
        var lab = new Lab(fixture.Store) { Model = new StepModel(smooth: true) };
        var (asset, reader) = (Lab.NewName("late"), Lab.NewName("reader"));
        int[] seconds = [.. Enumerable.Range(0, 30), .. Enumerable.Range(31, 100)];
        var late = Records.Block(asset, 30, received: Records.Start + 500 * Records.Second);
        await lab.RunAsync([[.. seconds.Select(s => Records.Block(asset, s))], [late]], reader: reader);
        var corrections = await fixture.Store.QueryAsync(
            new StoreQuery("SELECT epoch_us(event_time) FROM assessment WHERE asset = ? AND known_at >= ? ORDER BY event_time",
                asset, UnixMicros.ToUtc(Records.Start + 400 * Records.Second)), CancellationToken.None);
        corrections.Rows.Select(r => ((long)r[0]! - Records.Start) / Records.Second)
            .ShouldBe(Enumerable.Range(30, 60).Select(s => (long)s));
        (await lab.CountAsync("descriptor", asset)).ShouldBe(131, "a late block changes no other block's descriptors");
    }

    [Fact]
    public async Task The_same_records_again_change_no_table_but_the_count_of_duplicates()
    {
        var lab = new Lab(fixture.Store);
        var asset = Lab.NewName("again");
        // One record of 1,000 cells: far more than a worker keeps in memory.
        var loose = Records.Loose(asset, [.. Enumerable.Range(0, 1_000).Select(i => i * 2_800_000L)]);
        await lab.RunAsync([[loose], [loose]]);
        (await lab.CountAsync("reading", asset)).ShouldBe(1_000);
        (await lab.CountAsync("descriptor", asset)).ShouldBe(1_000);
        (await lab.CountAsync("assessment", asset)).ShouldBe(1_000);
    }

    [Fact]
    public async Task Readings_that_fall_between_those_of_a_long_record_are_described_with_them()
    {
        var lab = new Lab(fixture.Store);
        var (asset, whole) = (Lab.NewName("between"), Lab.NewName("whole"));
        long[] even = [.. Enumerable.Range(0, 500).Select(i => i * 1_000_000L)];
        long[] odd = [.. even.Select(t => t + 400_000)];
        await lab.RunAsync([[Records.Loose(asset, even)], [Records.Loose(asset, odd)]]);
        await lab.RunAsync([[Records.Loose(whole, [.. even.Concat(odd).Order()])]]);
        (await lab.DescriptorsAsync(asset)).ShouldBe(await lab.DescriptorsAsync(whole));
        (await lab.AssessmentsAsync(asset)).ShouldBe(await lab.AssessmentsAsync(whole));
    }

    [Fact]
    public async Task Back_fill_of_an_outage_behind_newer_blocks_reads_the_store_rarely()
    {
        var lab = new Lab(fixture.Store) { HistoryBlocks = 512 };
        var asset = Lab.NewName("outage");
        // 600 newer blocks are known, then 1,800 s arrive late, oldest first, while new blocks keep coming.
        var live = Enumerable.Range(3_000, 600).Select(s => Records.Block(asset, s)).ToList();
        var backlog = Enumerable.Range(0, 1_800).SelectMany(s => s % 10 == 0
            ? new[] { Records.Block(asset, s), Records.Block(asset, 3_600 + s / 10) }
            : [Records.Block(asset, s)]).ToList();
        var reader = Lab.NewName("reader");
        await lab.RunAsync([live, backlog], reader: reader);
        (await lab.CountAsync("descriptor", asset)).ShouldBe(600 + 1_800 + 180);
        lab.Store.Queries.ShouldBeLessThan(50, "30 minutes are 30 pages, read nine at a time");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_many_drills_send_again_after_an_outage_costs_a_batch_a_commit_and_a_few_reads(bool isLoose)
    {
        var lab = new Lab(fixture.Store) { HistoryBlocks = 512 };
        string[] assets = [.. Enumerable.Range(0, 25).Select(_ => Lab.NewName("resent"))];
        var (whole, reader) = (Lab.NewName("whole"), Lab.NewName("reader"));
        int[] late = [.. Enumerable.Range(0, 12).Select(i => i * 1_900)];
        // Each drill has a day behind it with twelve holes; what belongs there comes hole by hole, drill by drill, among live data.
        int[] known = [.. late.SelectMany(s => new[] { s - 3, s - 1, s + 2 }), .. Enumerable.Range(90_000, 5)];
        var log = new ScriptedLog(recordsPerRead: 4_096);
        log.Add(known.SelectMany(s => assets.Select(a => Records.Encode(Of(a, s)))));
        await lab.RunAsync(log, reader);
        TelemetryRecord[] resent =
            [.. late.SelectMany((s, i) => assets.SelectMany(a => new[] { Of(a, s), Of(a, s + 2), Of(a, 90_010 + i) }))];
        var (queries, commits) = (lab.Store.Queries, lab.Store.Commits);
        log.Add(resent.Select(Records.Encode));
        await lab.RunAsync(log, reader);
        (lab.Store.Queries - queries).ShouldBeLessThan(40, $"{resent.Length} records in one batch");
        (lab.Store.Commits - commits).ShouldBeLessThan(7, $"{resent.Length} records in one batch");
        await lab.RunAsync([[.. known.Concat(late).Concat(late.Select((_, i) => 90_010 + i)).Order().Select(s => Of(whole, s))]]);
        (await lab.DescriptorsAsync(assets[^1])).ShouldBe(await lab.DescriptorsAsync(whole));
        (await lab.AssessmentsAsync(assets[^1])).ShouldBe(await lab.AssessmentsAsync(whole));

        TelemetryRecord Of(string asset, int second) => isLoose
            ? Records.Loose(asset, [second * Records.Second + 100_000, second * Records.Second + 700_000], Records.Start)
            : Records.Block(asset, second + 3);
    }

    [Fact]
    public async Task Updates_are_published_after_the_commit_with_the_newest_block_of_each_asset()
    {
        var lab = new Lab(fixture.Store);
        var asset = Lab.NewName("feed");
        var updates = new List<Core.Feed.AssetUpdate>();
        using var subscription = lab.Feed.Subscribe(updates.AddRange);
        await lab.RunAsync([[.. Enumerable.Range(0, 40).Select(s => Records.Block(asset, s))]], recordsPerRead: 40);
        updates[^1].EventTimeUnixMicros.ShouldBe(Records.Start + 39 * Records.Second);
        updates.Count.ShouldBeLessThan(40, "one batch makes one update of an asset");
        updates[^1].Channels.ShouldContain(Core.Channels.StandardChannels.RotarySpeed);
    }

    [Fact]
    public async Task Known_at_never_runs_backwards_although_the_receivers_clock_does()
    {
        var lab = new Lab(fixture.Store);
        var asset = Lab.NewName("clock");
        await lab.RunAsync([[Records.Block(asset, 1, received: Records.Start + 900)],
            [Records.Block(asset, 0, received: Records.Start + 100)]]);
        var rows = await fixture.Store.QueryAsync(
            new StoreQuery("SELECT epoch_us(known_at) FROM descriptor WHERE asset = ? ORDER BY log_offset", asset), CancellationToken.None);
        rows.Rows.Select(r => (long)r[0]! - Records.Start).ShouldBe([900L, 900L]);
    }
}
