using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Player;

namespace Maintenance.Simulator.Tests.Player;

/// <summary>
/// The real well F-7. Every expected count was established by a separate program, not by this reader: Python's ElementTree over all files,
/// rows compared as text per log uid (rows in all = 115,431 of which 2 are settings without numbers; equal rows of one log: 1 in GenTime,
/// 3 in CementData, 2 in GenTime2; no two different rows share log and time; chunks 00003-00005 of GenTime do not exist).
/// </summary>
public sealed class VolveReplayTests
{
    // Opened once: describing it reads 25 MB of XML twice.
    private static readonly Lazy<Task<IRecordedSource>> Opened = new(NewAsync);

    private static Task<IRecordedSource> OpenAsync() => Opened.Value;

    private static Task<IRecordedSource> NewAsync() =>
        RecordedSources.OpenAsync(RecordedFormat.Witsml, SharedData.PathOf("witsml/volve/F-7"), mappingFile: null, assetId: null,
            RecordedUnits.None, CancellationToken.None);

    [SharedDataFact]
    public async Task Asset_is_named_and_placed_from_the_well_and_rig_objects()
    {
        var source = await OpenAsync();
        var asset = source.Description.Assets.ShouldHaveSingleItem();
        asset.Id.Value.ShouldBe("NO-15_9-F-7");
        (asset.Region, asset.Site, asset.Rig).ShouldBe(("north-sea", "volve", "maersk-inspirer"));
        asset.LatitudeDeg.ShouldBe(double.NaN); // the file says 0/0
    }

    [SharedDataFact]
    public async Task Every_log_has_the_counted_rows_repeats_and_gaps()
    {
        var source = await OpenAsync();
        var logs = source.Description.Logs.ToDictionary(l => l.Uid, l =>
            (l.Name, l.Rows, l.DistinctRows, l.RepeatedRows, l.ConflictingRows), StringComparer.Ordinal);
        logs["58VFNI35"].ShouldBe(("GenTime", 3_016, 3_016, 0, 0));
        logs["68VFNI35"].ShouldBe(("GenTime", 20_081, 20_080, 1, 0));
        logs["70VFNI35"].ShouldBe(("GenTime2", 28_051, 28_049, 2, 0));
        logs["63VFNI35"].ShouldBe(("CementData", 30_937, 30_934, 3, 0));
        logs["55VFNI35"].ShouldBe(("GwdTime", 564, 564, 0, 0));
        logs["64VFNI35"].ShouldBe(("GwdTime", 9_352, 9_352, 0, 0));
        logs["67VFNI35"].ShouldBe(("TripTime", 4_674, 4_674, 0, 0));
        logs["71VFNI35"].ShouldBe(("TripConn", 48, 48, 0, 0));
        logs["66VFNI35"].ShouldBe(("Pits", 4_677, 4_677, 0, 0));
        logs["65VFNI35"].ShouldBe(("Hydraulics", 4_677, 4_677, 0, 0));
        logs["69VFNI35"].ShouldBe(("GasTime", 9_352, 9_352, 0, 0));
        logs.Count.ShouldBe(11);

        var stream = source.Description.Streams.ShouldHaveSingleItem();
        stream.DistinctReadings.ShouldBe(115_423);
        stream.RepeatedReadings.ShouldBe(6);
        stream.MissingReadings.ShouldBe(29_996); // three chunks of 10,000, less the four rows that neighbours share
        stream.Epoch.ShouldBeGreaterThan(0);
    }

    [SharedDataFact]
    public async Task The_absent_chunks_are_the_only_gap_of_GenTime()
    {
        var source = await OpenAsync();
        var gap = source.Description.Logs.Single(l => l.Uid == "68VFNI35").Gaps.ShouldHaveSingleItem();
        DateTimeOffset.FromUnixTimeMilliseconds(gap.FromUnixMicros / 1000)
            .ShouldBe(new DateTimeOffset(2016, 7, 29, 2, 31, 12, TimeSpan.Zero));
        DateTimeOffset.FromUnixTimeMilliseconds(gap.ToUnixMicros / 1000)
            .ShouldBe(new DateTimeOffset(2016, 7, 30, 1, 51, 29, TimeSpan.Zero));
        gap.MissingRows.ShouldBe(29_996);
        // At 2.8 s a row the silence of 84,017 s would hold 30,005 rows: the two ways of counting agree to 0.03 %.
        (84_017 / 2.8 - 1).ShouldBe(gap.MissingRows, 30);
    }

    [SharedDataFact]
    public async Task Records_hold_each_reading_once_in_time_order_and_repeats_keep_their_sequence()
    {
        var source = await OpenAsync();
        var stored = new HashSet<long>();
        long repeats = 0, next = 0, lastTime = 0;
        await foreach (var record in source.ReadAsync(CancellationToken.None))
        {
            record.Flags.ShouldBe(RecordFlags.Sequenced | RecordFlags.HasTimes);
            record.ReadingCount.ShouldBeInRange(1, 256);
            TelemetryRecordView.TryDecode(TelemetryCodecV1.Encode(record), out _).ShouldBe(DecodeStatus.Ok);
            if (stored.Contains(record.Sequence))
            {
                record.ReadingCount.ShouldBe(1);
                repeats++;
                continue;
            }
            record.Sequence.ShouldBeGreaterThanOrEqualTo(next);
            record.EventTimeUnixMicros.ShouldBeGreaterThanOrEqualTo(lastTime);
            for (var i = 0; i < record.ReadingCount; i++) stored.Add(record.Sequence + i).ShouldBeTrue();
            next = record.Sequence + record.ReadingCount;
            // A second is never split between two records: it is scored as one.
            if (lastTime > 0) (record.Times![0] / 1_000_000).ShouldBeGreaterThan(lastTime / 1_000_000);
            lastTime = record.Times![^1];
        }
        stored.Count.ShouldBe(115_423);
        repeats.ShouldBe(6);
        next.ShouldBe(115_423 + 29_996);
    }

    [SharedDataFact]
    public async Task Two_replays_give_the_same_bytes()
    {
        var sums = new uint[2];
        for (var i = 0; i < 2; i++)
            await foreach (var record in (await NewAsync()).ReadAsync(CancellationToken.None))
                sums[i] = Crc32C.Compute([.. BitConverter.GetBytes(sums[i]), .. TelemetryCodecV1.Encode(record)]);
        sums[1].ShouldBe(sums[0]);
    }

    [SharedDataFact]
    public async Task Values_are_in_the_units_of_the_channels()
    {
        var source = await OpenAsync();
        var values = new Dictionary<string, List<float>>(StringComparer.Ordinal);
        await foreach (var record in source.ReadAsync(CancellationToken.None))
            foreach (var column in record.Columns)
            {
                var name = column.Name.Length > 0 ? column.Name : StandardChannels.All[column.ChannelId].Name;
                if (!values.TryGetValue(name, out var list)) values[name] = list = [];
                list.AddRange(column.Values.Where(v => !float.IsNaN(v)));
            }
        // Python: the largest SURF_RPM of all logs is 0.84261183 c/s.
        values["rotary_speed"].Max().ShouldBe(0.84261183f * 60, 0.001f);
        values["weight_on_bit"].Min().ShouldBeInRange(-1.1e6f, 0);
        values["weight_on_bit"].Max().ShouldBe(451_424.12f, 1);
        // Where only "Depth" could be the hole's depth but moves with the bit (TripTime, CementData) or is zero (GasTime), it is not
        // believed: the hole is 1,083 m deep in every log that knows, and 0 before the crew entered it (Python: in MDEPTH of GwdTime and in
        // Depth of GenTime).
        values["hole_depth"].Distinct().Order().ShouldBe([0, 1083]);
        values["bit_depth"].Max().ShouldBeInRange(860, 870);
        values["standpipe_pressure"].Max().ShouldBeInRange(1e5f, 1e6f);
        values.ShouldContainKey("rig_activity_code");
        values["rig_activity_code"].ShouldContain(14);
        values.ShouldNotContainKey("mud_temperature"); // 0 K throughout: no sensor
        values.Keys.ShouldNotContain("edit_flag"); // zero throughout
    }

    [SharedDataFact]
    public async Task What_is_not_replayed_is_listed_with_a_reason()
    {
        var skipped = (await OpenAsync()).Description.Skipped;
        skipped.Where(s => s.Reason.StartsWith("messages", StringComparison.Ordinal)).Sum(s => s.Items).ShouldBe(36);
        skipped.Single(s => s.Reason.StartsWith("trajectory", StringComparison.Ordinal)).Items.ShouldBeGreaterThan(10);
        skipped.ShouldContain(s => s.What.Contains("GlcSettingsLog") && s.Items == 2);
    }

    [SharedDataFact]
    public async Task Depth_logs_of_any_version_are_skipped_with_a_reason()
    {
        foreach (var (file, rows) in new[] { ("log_with_data_1311.xml", 11), ("log_with_data_1411.xml", 11) })
        {
            var error = await Should.ThrowAsync<RecordedDataException>(() => RecordedSources.OpenAsync(
                RecordedFormat.Witsml, SharedData.PathOf("witsml/hashmap-samples/" + file), null, null, RecordedUnits.None,
                CancellationToken.None));
            error.Message.ShouldContain("measured depth");
            rows.ShouldBe(11);
        }
    }

    [SharedDataFact]
    public async Task All_sample_documents_are_understood_or_refused_by_name()
    {
        foreach (var file in Directory.GetFiles(SharedData.PathOf("witsml/hashmap-samples"), "*.xml"))
        {
            var error = await Should.ThrowAsync<RecordedDataException>(() =>
                RecordedSources.OpenAsync(RecordedFormat.Witsml, file, null, null, RecordedUnits.None, CancellationToken.None));
            error.Message.ShouldContain(Path.GetFileName(file));
        }
    }
}
