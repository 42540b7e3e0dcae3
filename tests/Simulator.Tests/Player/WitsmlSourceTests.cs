using System.IO.Compression;
using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Player;

namespace Maintenance.Simulator.Tests.Player;

public sealed class WitsmlSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_boundary_row_is_recognised_even_when_the_next_chunk_orders_its_columns_differently()
    {
        Log("log/00001.xml", "L1", "Time,WOB,TORQUE", "unitless,kN,kN.m", "2020-01-01T00:00:00Z,1,2", "2020-01-01T00:00:05Z,3,4");
        Log("log/00002.xml", "L1", "Time,TORQUE,WOB", "unitless,kN.m,kN", "2020-01-01T00:00:05Z,4,3", "2020-01-01T00:00:10Z,6,5");
        var (source, records) = await ReadAsync();
        var stream = source.Description.Streams.ShouldHaveSingleItem();
        (stream.DistinctReadings, stream.RepeatedReadings, stream.MissingReadings).ShouldBe((3, 1, 0));
        Values(records, StandardChannels.WeightOnBit).ShouldBe([1000, 3000, 5000, 3000]);
        Values(records, StandardChannels.Torque).ShouldBe([2000, 4000, 6000, 4000]);
        records[^1].Sequence.ShouldBe(1);
    }

    [Fact]
    public async Task Rows_that_share_a_time_but_differ_are_both_kept_in_the_order_of_their_text_and_reported()
    {
        Log("a.xml", "L1", "Time,WOB", "unitless,N", "2020-01-01T00:00:00Z,9", "2020-01-01T00:00:00Z,8", "2020-01-01T00:00:01Z,7");
        var (source, records) = await ReadAsync();
        source.Description.Logs.Single().ConflictingRows.ShouldBe(1);
        source.Description.Streams.Single().DistinctReadings.ShouldBe(3);
        Values(records, StandardChannels.WeightOnBit).ShouldBe([8, 9, 7]);
    }

    [Fact]
    public async Task Logs_of_one_well_become_one_stream_with_a_reading_for_every_row()
    {
        Log("a.xml", "L1", "Time,WOB", "unitless,N", "2020-01-01T00:00:00Z,1", "2020-01-01T00:00:10Z,2");
        Log("b.xml", "L2", "Time,TORQUE", "unitless,N.m", "2020-01-01T00:00:05Z,3", "2020-01-01T00:00:10Z,4");
        var (source, records) = await ReadAsync();
        source.Description.Streams.Single().DistinctReadings.ShouldBe(4);
        var record = records.ShouldHaveSingleItem();
        record.Times!.Select(t => t / 1_000_000 % 60).ShouldBe([0, 5, 10, 10]);
        record.Columns.Single(c => c.ChannelId == StandardChannels.WeightOnBit).Values.ShouldBe([1, float.NaN, 2, float.NaN]);
        record.Columns.Single(c => c.ChannelId == StandardChannels.Torque).Values.ShouldBe([float.NaN, 3, float.NaN, 4]);
        record.Columns[0].Quality.ShouldBe(ChannelQuality.SomeMissing);
    }

    [Fact]
    public async Task Absent_numbered_chunks_leave_sequence_numbers_free()
    {
        string[] Rows(int from, int count) =>
            [.. Enumerable.Range(from, count).Select(i => $"2020-01-01T{i / 3600:00}:{i / 60 % 60:00}:{i % 60:00}Z,{i}")];
        Log("c/00001.xml", "L1", "Time,WOB", "unitless,N", Rows(0, 10));
        Log("c/00003.xml", "L1", "Time,WOB", "unitless,N", Rows(18, 10)); // 00002 would hold 9…18
        var (source, records) = await ReadAsync();
        var stream = source.Description.Streams.Single();
        (stream.DistinctReadings, stream.MissingReadings).ShouldBe((20, 8));
        records.Select(r => (r.Sequence, r.ReadingCount)).ShouldBe([(0L, 10), (18L, 10)]);
    }

    [Fact]
    public async Task Null_values_empty_fields_and_text_are_missing_and_units_are_converted()
    {
        Log("a.xml", "L1", "Time,SURF_RPM,HKLD,MTIN,Comment,TQ_X", "unitless,c/s,klbf,K,unitless,ft.lbf",
            "2020-01-01T00:00:00Z,2,-999.25,300.15,hello,1", "2020-01-01T00:00:01Z,,100,0,world,2");
        var (_, records) = await ReadAsync();
        var record = records.ShouldHaveSingleItem();
        float[] Of(int channel) => record.Columns.Single(c => c.ChannelId == channel).Values;
        Of(StandardChannels.RotarySpeed).ShouldBe([120, float.NaN]);
        Of(StandardChannels.HookLoad).ShouldBe([float.NaN, 444_822.16f]);
        Of(StandardChannels.MudTemperature)[0].ShouldBe(27, 0.001f);
        Of(StandardChannels.MudTemperature)[1].ShouldBe(float.NaN);
        record.Columns.Single(c => c.Name == "tq_x").Values[0].ShouldBe(1.3558f, 0.001f);
        record.Columns.ShouldNotContain(c => c.Name == "comment");
    }

    [Fact]
    public async Task Decreasing_logs_and_gzip_are_read_in_time_order()
    {
        var text = LogText("L1", "Time,WOB", "unitless,N", "2020-01-01T00:00:02Z,3", "2020-01-01T00:00:01Z,2", "2020-01-01T00:00:00Z,1");
        using (var zip = new GZipStream(File.Create(Path.Combine(_folder.Path, "a.xml.gz")), CompressionLevel.Fastest)) zip.Write(
            Encoding.UTF8.GetBytes(text));
        var (_, records) = await ReadAsync();
        Values(records, StandardChannels.WeightOnBit).ShouldBe([1, 2, 3]);
    }

    [Fact]
    public async Task Version_1_3_1_1_orders_columns_by_their_index()
    {
        _folder.Write("a.xml", """
            <logs xmlns="http://www.witsml.org/schemas/131" version="1.3.1.1"><log uid="x"><nameWell>W 1</nameWell><name>T</name>
            <indexType>date time</indexType><indexCurve columnIndex="2">TIME</indexCurve><nullValue>-9</nullValue>
            <logCurveInfo><mnemonic>TIME</mnemonic><columnIndex>2</columnIndex></logCurveInfo>
            <logCurveInfo><mnemonic>WOB</mnemonic><unit>kN</unit><columnIndex>1</columnIndex></logCurveInfo>
            <logData><data>5,2020-01-01T00:00:00.500</data><data>-9,2020-01-01T00:00:01</data><data>6,2020-01-01T00:00:02</data></logData></log></logs>
            """);
        var (source, records) = await ReadAsync();
        source.Description.Assets.Single().Id.Value.ShouldBe("W-1");
        Values(records, StandardChannels.WeightOnBit).ShouldBe([5000, float.NaN, 6000]);
        records[0].EventTimeUnixMicros.ShouldBe(1_577_836_800_500_000);
    }

    [Fact]
    public async Task Malformed_xml_is_an_error_that_names_file_and_line()
    {
        _folder.Write("broken.xml", "<logs>\n<log>\n<name>x</nme>\n</log></logs>");
        var error = await Should.ThrowAsync<RecordedDataException>(ReadAsync);
        error.Message.ShouldContain("broken.xml, line 3");
    }

    [Fact]
    public async Task A_truncated_document_is_an_error_that_names_file_and_line()
    {
        var text = LogText("L1", "Time,WOB", "unitless,N", "2020-01-01T00:00:00Z,1");
        _folder.Write("cut.xml", text[..(text.Length - 30)]);
        (await Should.ThrowAsync<RecordedDataException>(ReadAsync)).Message.ShouldContain("cut.xml, line");
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z,1,2", "has more values")]
    [InlineData("2020-01-01T00:00:00Z", "has 1 values")]
    [InlineData("yesterday,1", "is not a time")]
    public async Task A_row_that_does_not_fit_its_header_is_an_error_that_names_the_log(string row, string expected)
    {
        Log("a.xml", "L1", "Time,WOB", "unitless,N", row);
        var error = await Should.ThrowAsync<RecordedDataException>(ReadAsync);
        error.Message.ShouldContain(expected);
        error.Message.ShouldContain("a.xml");
    }

    [Fact]
    public async Task An_ambiguous_depth_that_shrinks_is_not_taken_for_the_hole()
    {
        Log("a.xml", "L1", "Time,Depth", "unitless,m", "2020-01-01T00:00:00Z,100", "2020-01-01T00:00:05Z,50");
        Log("b.xml", "L2", "Time,Depth", "unitless,m", "2020-01-01T00:00:00Z,1000", "2020-01-01T00:00:05Z,1001");
        var (source, records) = await ReadAsync();
        Values(records, StandardChannels.HoleDepth).Where(v => !float.IsNaN(v)).ShouldBe([1000, 1001]);
        source.Description.Curves.Single(c => c.Channel == "raw_depth").Log.ShouldBe("L1");
    }

    [Fact]
    public async Task Another_content_is_another_epoch_and_the_same_content_is_the_same()
    {
        Log("a.xml", "L1", "Time,WOB", "unitless,N", "2020-01-01T00:00:00Z,1");
        var first = (await ReadAsync()).Source.Description.Streams.Single().Epoch;
        (await ReadAsync()).Source.Description.Streams.Single().Epoch.ShouldBe(first);
        Log("a.xml", "L1", "Time,WOB", "unitless,N", "2020-01-01T00:00:00Z,2");
        (await ReadAsync()).Source.Description.Streams.Single().Epoch.ShouldNotBe(first);
    }

    [Fact]
    public async Task A_long_log_is_cut_into_records_of_at_most_256_readings_and_never_within_a_second()
    {
        var rows = Enumerable.Range(0, 1_000).Select(i => $"2020-01-01T00:00:{i / 30:00}.{i % 30 * 33:000}Z,{i}").ToArray();
        Log("a.xml", "L1", "Time,WOB", "unitless,N", rows);
        var (_, records) = await ReadAsync();
        records.Sum(r => r.ReadingCount).ShouldBe(1_000);
        records.ShouldAllBe(r => r.ReadingCount <= 256);
        for (var i = 1; i < records.Count; i++)
            (records[i].Times![0] / 1_000_000).ShouldBeGreaterThan(records[i - 1].Times![^1] / 1_000_000);
    }

    private async Task<(IRecordedSource Source, List<TelemetryRecord> Records)> ReadAsync()
    {
        var source = await RecordedSources.OpenAsync(RecordedFormat.Witsml, _folder.Path, null, null, RecordedUnits.None,
            CancellationToken.None);
        var records = new List<TelemetryRecord>();
        await foreach (var record in source.ReadAsync(CancellationToken.None)) records.Add(record);
        return (source, records);
    }

    private static float[] Values(List<TelemetryRecord> records, int channel) =>
        [.. records.SelectMany(r => r.Columns.Single(c => c.ChannelId == channel).Values)];

    private void Log(string file, string name, string mnemonics, string units, params string[] rows) =>
        _folder.Write(file, LogText(name, mnemonics, units, rows));

    private static string LogText(string name, string mnemonics, string units, params string[] rows) => $"""
        <?xml version="1.0"?><logs xmlns="http://www.witsml.org/schemas/1series" version="1.4.1.1"><log uidWell="w" uid="{name}">
        <nameWell>W 1</nameWell><name>{name}</name><indexType>date time</indexType><indexCurve>Time</indexCurve><nullValue>-999.25</nullValue>
        <logData><mnemonicList>{mnemonics}</mnemonicList><unitList>{units}</unitList>
        {string.Concat(rows.Select(r => $"<data>{r}</data>"))}</logData></log></logs>
        """;
}
