using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Player;

namespace Maintenance.Simulator.Tests.Player;

public sealed class CsvSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Columns_are_recognised_by_their_headers_and_units()
    {
        _folder.Write("rig7.csv", "time,Weight on Bit kkgf,\"Torque [kN.m]\",RPM,WOB,Gamma "
            + "gAPI\n2020-01-01T00:00:00Z,1,2,90,7,43\n2020-01-01T00:00:01Z,,3,91,8,-999.25\n");
        var (source, records) = await ReadAsync();
        source.Description.Assets.Single().Id.Value.ShouldBe("rig7");
        var record = records.ShouldHaveSingleItem();
        record.Columns.Single(c => c.ChannelId == StandardChannels.WeightOnBit).Values.ShouldBe([9806.65f, float.NaN]);
        record.Columns.Single(c => c.ChannelId == StandardChannels.Torque).Values.ShouldBe([2000, 3000]);
        record.Columns.Single(c => c.ChannelId == StandardChannels.RotarySpeed).Values.ShouldBe([90, 91]);
        record.Columns.Single(c => c.Name == "raw_wob").Values.ShouldBe([7, 8]); // no unit: not believed to be newtons
        record.Columns.Single(c => c.Name == "gamma_g_api").Values.ShouldBe([43, float.NaN]);
    }

    [Theory]
    [InlineData("unix-s", "1577836800.5", 1_577_836_800_500_000)]
    [InlineData("unix-ms", "1577836800500", 1_577_836_800_500_000)]
    [InlineData("unix-us", "1577836800500001", 1_577_836_800_500_001)]
    [InlineData("iso", "2020-01-01T01:00:00.5+01:00", 1_577_836_800_500_000)]
    [InlineData("dd.MM.yyyy HH:mm:ss", "01.01.2020 00:00:01", 1_577_836_801_000_000)]
    [InlineData("minutes", "2", 1_577_836_920_000_000)]
    public async Task Times_are_read_in_the_format_of_the_mapping(string format, string text, long expected)
    {
        _folder.Write("a.csv", $"t,rotary_speed\n{text},60\n");
        var mapping = Mapping($$$"""{"time":{"columns":["t"],"format":"{{{format}}}","origin":"2020-01-01T00:00:00Z"}}""");
        (await ReadAsync(mapping)).Records.Single().EventTimeUnixMicros.ShouldBe(expected);
    }

    [Fact]
    public async Task Date_and_time_in_two_columns_with_an_offset_are_joined()
    {
        _folder.Write("a.csv", "d;h;rotary_speed\n2020-01-01;02:00:00;60\n");
        var mapping = Mapping("""{"delimiter":";","time":{"columns":["d","h"],"utcOffsetHours":2}}""");
        (await ReadAsync(mapping)).Records.Single().EventTimeUnixMicros.ShouldBe(1_577_836_800_000_000);
    }

    [Fact]
    public async Task Assets_of_one_file_are_streams_of_their_own()
    {
        _folder.Write("a.csv", "time,id,rotary_speed\n2020-01-01T00:00:00Z,7,60\n2020-01-01T00:00:00Z,8,61\n2020-01-01T00:00:01Z,7,62\n");
        var mapping = Mapping("""{"asset":"D-","assetColumn":"id","time":{"columns":["time"]}}""");
        var (source, records) = await ReadAsync(mapping);
        source.Description.Streams.Select(s => (s.Asset, s.DistinctReadings)).ShouldBe([("D-7", 2L), ("D-8", 1L)]);
        records.Select(r => (r.Asset, r.Sequence, r.ReadingCount)).ShouldBe([("D-7", 0L, 2), ("D-8", 0L, 1)]);
    }

    [Fact]
    public async Task Disorder_is_sorted_and_repeated_rows_are_recognised()
    {
        _folder.Write("a.csv", "n,time,rotary_speed\n0,2020-01-01T00:00:02Z,3\n1,2020-01-01T00:00:00Z,1\n2,2020-01-01T00:00:02Z,3\n");
        var mapping =
            Mapping("""{"otherColumns":"ignore","time":{"columns":["time"]},"columns":{"rotary_speed":{"channel":"RPM","unit":"rpm"}}}""");
        var (source, records) = await ReadAsync(mapping);
        source.Description.Streams.Single()
            .ShouldSatisfyAllConditions(s => s.DistinctReadings.ShouldBe(2), s => s.RepeatedReadings.ShouldBe(1));
        records.Select(r => r.Sequence).ShouldBe([0, 1]);
        records[0].Columns[0].Values.ShouldBe([1, 3]);
    }

    [Fact]
    public async Task Depth_indexed_files_get_their_time_from_depth_and_rate_of_penetration()
    {
        _folder.Write("a.csv", "depth,ROP m/h\n100,36\n101,36\n103,72\n");
        var mapping =
            Mapping("""{"time":{"depthColumn":"depth","rateColumn":"ROP m/h","origin":"2020-01-01T00:00:00Z"},"columns":{"depth":{"channel":"hole_depth","unit":"m"}}}""");
        var record = (await ReadAsync(mapping)).Records.ShouldHaveSingleItem();
        record.Times!.Select(t => t / 1_000_000 - 1_577_836_800).ShouldBe([0, 100, 200]);
        record.Columns.Single(c => c.ChannelId == StandardChannels.HoleDepth).Values.ShouldBe([100, 101, 103]);
    }

    [Fact]
    public async Task A_mapping_states_where_vibration_is_measured()
    {
        _folder.Write("D7.csv", "time,rotary_speed\n2020-01-01T00:00:00Z,1\n");
        var mapping = Mapping("""
            {"measurementLocations":[{"name":"drive-end","bearing":{"elements":9,"elementDiameterMm":7.94,"pitchDiameterMm":39.04}}]}
            """);
        var asset = (await ReadAsync(mapping)).Source.Description.Assets.Single();
        var location = asset.Locations.ShouldNotBeNull().ShouldHaveSingleItem();
        (location.Asset, location.Name, location.TurnsPerStringTurn).ShouldBe((asset.Id, "drive-end", 1));
        (await ReadAsync(null)).Source.Description.Assets.Single().Locations.ShouldBeNull("what is known is kept");
    }

    [Theory]
    [InlineData("x,rotary_speed\n1,2\n", null, "no column looks like a time")]
    [InlineData("time,rotary_speed\nnever,2\n", null, "line 2")]
    [InlineData("time,rotary_speed\n", null, "no data row")]
    [InlineData("time,q\n2020-01-01T00:00:00Z,1\n", """{"time":{"columns":["time"]},"columns":{"zz":{"channel":"RPM"}}}""",
        "names column 'zz'")]
    [InlineData("time,q\n2020-01-01T00:00:00Z,1\n", """{"time":{"columns":["time"]},"columns":{"q":{"channel":"RPM","unit":"psi"}}}""",
        "measures Pressure")]
    [InlineData("time,q\n2020-01-01T00:00:00Z,1\n", """{"tyme":{}}""", "tyme")]
    [InlineData("time,q\n2020-01-01T00:00:00Z,1\n", """{"measurementLocations":[{"name":"a","gearTeeth":-1}]}""",
        "measurementLocations[0].gearTeeth: -1 is not allowed")]
    [InlineData("time,q\n2020-01-01T00:00:00Z,1\n", """{"time":{"columns":["time"],"format":"w"}}""", "time.format is 'w'")]
    [InlineData("time,q\n2020-01-01T00:00:00Z,1\n", """{"time":{"columns":["time"],"format":"d"}}""", "time.format is 'd'")]
    [InlineData("time,q\n2020-01-01T00:00:00Z,1\n", """{"time":{"columns":["time"],"format":null}}""", "format")]
    [InlineData("time,q\n2020-01-01T00:00:00Z,1\n", """{"time":{"columns":["time"],"depthUnit":null}}""", "depthUnit")]
    [InlineData("time,q\n2020-01-01T00:00:00Z,\"1\n", null, "quote")]
    public async Task A_file_or_mapping_that_cannot_be_used_is_an_error_that_says_where(string csv, string? mapping, string expected)
    {
        _folder.Write("a.csv", csv);
        (await Should.ThrowAsync<RecordedDataException>(() => ReadAsync(mapping is null ? null : Mapping(mapping)))).Message.ShouldContain(
            expected);
    }

    [SharedDataFact]
    public async Task Stuck_pipe_cases_replay_with_a_mapping()
    {
        var mapping = Mapping("""
            {"asset":"{file}","site":"stuck-pipe","time":{"columns":["time"],"format":"minutes","origin":"2019-01-01T00:00:00Z"},"otherColumns":"ignore",
             "columns":{"60sec_HKL":{"channel":"hook_load","unit":"klbf"},"60sec_Torque":{"channel":"torque","unit":"ft.lbf"},
             "60sec_RPM":{"channel":"rotary_speed","unit":"rpm"},
              "60sec_SPP":{"channel":"standpipe_pressure","unit":"psi"},"60sec_ROP":{"channel":"rate_of_penetration","unit":"m/h"},
              "60sec_WOB":{"channel":"weight_on_bit","unit":"klbf"},
              "60sec_FR":{"channel":"mud_flow_in","unit":"gal/min"},"inc":{"channel":"inclination","unit":"deg"}}}
            """);
        var source = await RecordedSources.OpenAsync(RecordedFormat.Csv, SharedData.PathOf("drilling/stuck-pipe/cases"), mapping, null,
            RecordedUnits.None, CancellationToken.None);
        // 33 files; rows in all by `zcat *.gz | grep -c '^[0-9]'`: 3,960 = 33 × 120 minutes.
        source.Description.Assets.Count.ShouldBe(33);
        source.Description.Logs.Sum(l => l.Rows).ShouldBe(3_960);
        var hookLoads = new List<float>();
        await foreach (var record in source.ReadAsync(CancellationToken.None))
            hookLoads.AddRange(record.Columns.Single(c => c.ChannelId == StandardChannels.HookLoad).Values.Where(v => !float.IsNaN(v)));
        hookLoads.Average().ShouldBeInRange(3e5f, 3e6f);
    }

    [SharedDataFact]
    public async Task A_depth_indexed_real_well_replays_with_a_mapping()
    {
        var mapping = Mapping("""
            {"asset":"NO-15_9-F-7","time":{"depthColumn":"Measured Depth m","rateColumn":"Rate of Penetration m/h","origin":"2016-07-01T00:00:00Z"},
             "columns":{"Measured Depth m":{"channel":"hole_depth","unit":"m"}}}
            """);
        var source = await RecordedSources.OpenAsync(RecordedFormat.Csv,
            SharedData.PathOf("drilling/volve-usrop/USROP_A_1_N-S_F-7d.csv.gz"), mapping, null, RecordedUnits.None,
            CancellationToken.None);
        var stream = source.Description.Streams.Single();
        ((stream.LastEventTimeUnixMicros - stream.FirstEventTimeUnixMicros) / 3.6e9).ShouldBeInRange(5, 500);
        source.Description.Curves.Single(c =>
            c.Mnemonic.StartsWith("Average Rotary", StringComparison.Ordinal)).Channel.ShouldBe("rotary_speed");
    }

    private string Mapping(string json) => _folder.Write("mapping.json", json);

    private async Task<(IRecordedSource Source, List<TelemetryRecord> Records)> ReadAsync(string? mapping = null)
    {
        var source = await RecordedSources.OpenAsync(RecordedFormat.Csv, _folder.Path, mapping, null, RecordedUnits.None,
            CancellationToken.None);
        var records = new List<TelemetryRecord>();
        await foreach (var record in source.ReadAsync(CancellationToken.None)) records.Add(record);
        return (source, records);
    }
}
