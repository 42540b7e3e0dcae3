using Maintenance.Core.Channels;
using Maintenance.Simulator.Player;

namespace Maintenance.Simulator.Tests.Player;

/// <summary>CSV is read as it says or refused with file, line and advice; nothing is guessed and nothing dropped in silence.</summary>
public sealed class CsvStrictnessTests : IDisposable
{
    private readonly RecordingFixture _files = new();

    public void Dispose() => _files.Dispose();

    [Theory]
    [InlineData("05/06/2024 10:00:00")]
    [InlineData("25/06/2024 10:00:00")]
    [InlineData("6/5/2024")]
    [InlineData("2024/06/05 10:00:00")]
    [InlineData("05-06-2024 10:00")]
    [InlineData("5 Jun 2024 10:00:00")]
    [InlineData("10:00:00")]
    [InlineData("2024-06-31T10:00:00Z")]
    [InlineData("2024-06-05T24:00:01Z")]
    public async Task A_time_that_is_not_ISO_8601_is_refused_with_line_and_what_to_do(string time)
    {
        _files.Write("d.csv", $"time,rotary_speed\n2024-06-05T09:00:00Z,1\n{time},2\n");
        var error = await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync());
        error.Message.ShouldStartWith("d.csv, line 3: no time");
        error.Message.ShouldContain("must hold ISO 8601 times");
        error.Message.ShouldContain("time.format");
    }

    [Theory]
    [InlineData("2024-06-05T10:00:00Z", 1_717_581_600_000_000)]
    [InlineData("2024-06-05 10:00:00.5", 1_717_581_600_500_000)]
    [InlineData("2024-06-05T12:00+02:00", 1_717_581_600_000_000)]
    [InlineData("2024-06-05 10:00", 1_717_581_600_000_000)]
    [InlineData("2024-06-05", 1_717_545_600_000_000)]
    [InlineData("20240605T100000Z", 1_717_581_600_000_000)]
    [InlineData("2016-12-31T23:59:60Z", 1_483_228_800_000_000)]
    public async Task Any_form_of_ISO_8601_is_read(string time, long expected)
    {
        _files.Write("d.csv", $"time,rotary_speed\n{time},1\n");
        (await _files.ReadCsvAsync()).Records.Single().EventTimeUnixMicros.ShouldBe(expected);
        _files.WriteLog("d.xml", "Time,RPM", "unitless,rpm", $"{time},1");
        (await _files.ReadWitsmlAsync()).Records.Single().EventTimeUnixMicros.ShouldBe(expected);
    }

    [Fact]
    public async Task Day_first_times_are_read_with_their_format()
    {
        _files.Write("d.csv", "when,rotary_speed\n05/06/2024 10:00:00,1\n");
        var recording = await _files.ReadCsvAsync("""{"time":{"columns":["when"],"format":"dd/MM/yyyy HH:mm:ss"}}""");
        recording.Records.Single().EventTimeUnixMicros.ShouldBe(1_717_581_600_000_000);
    }

    [Fact]
    public async Task A_date_and_a_time_column_are_joined()
    {
        _files.Write("d.csv", "Date,Time,rotary_speed\n2024-06-05,10:00:00,1\n");
        (await _files.ReadCsvAsync()).Records.Single().EventTimeUnixMicros.ShouldBe(1_717_581_600_000_000);
    }

    [Theory]
    [InlineData("100,5")]
    [InlineData("1.234,5")]
    [InlineData("1 234.5")]
    [InlineData("1'234.5")]
    public async Task A_number_with_another_separator_is_refused_with_its_place(string number)
    {
        _files.Write("d.csv", $"time;rotary_speed;WOB (kN)\n2024-06-05T10:00:00Z;1;2\n2024-06-05T10:00:01Z;1;{number}\n");
        var error = await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync("""{"delimiter":";"}"""));
        error.Message.ShouldStartWith($"d.csv, line 3, column 'WOB (kN)': '{number}' is not a number");
        error.Message.ShouldContain("decimalSeparator");
    }

    [Fact]
    public async Task Decimal_commas_are_read_where_the_mapping_says_so_and_points_are_then_refused()
    {
        const string mapping = """{"delimiter":";","decimalSeparator":","}""";
        _files.Write("d.csv", "time;rotary_speed;WOB (kN)\n2024-06-05T10:00:00,5Z;100,25;-1,5e1\n");
        var recording = await _files.ReadCsvAsync(mapping);
        recording.Of(StandardChannels.RotarySpeed).ShouldBe([100.25f]);
        recording.Of(StandardChannels.WeightOnBit).ShouldBe([-15_000]);
        _files.Write("d.csv", "time;rotary_speed\n2024-06-05T10:00:00Z;100.25\n");
        (await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync(mapping))).Message.ShouldContain("'100.25'");
    }

    [Theory]
    [InlineData("time;rotary_speed\n", "semicolons")]
    [InlineData("time\trotary_speed\n", "tabs")]
    [InlineData("time|rotary_speed\n", "bars")]
    public async Task Another_delimiter_is_named(string header, string expected)
    {
        _files.Write("d.csv", header);
        var error = await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync());
        error.Message.ShouldContain(expected);
        error.Message.ShouldContain("\"delimiter\"");
    }

    [Fact]
    public async Task Files_joined_end_to_end_are_read_on_if_the_header_is_the_same_and_refused_if_it_is_another()
    {
        const string first = "time,rotary_speed,WOB (kN)\n2024-06-05T10:00:00Z,1,2\n";
        _files.Write("d.csv", first + "time,rotary_speed,WOB (kN)\n2024-06-05T10:00:01Z,3,4\n");
        var recording = await _files.ReadCsvAsync();
        recording.Of(StandardChannels.WeightOnBit).ShouldBe([2_000, 4_000]);
        recording.Description.Skipped.Single().Reason.ShouldContain("repeat the header");
        _files.Write("d.csv", first + "time,WOB (kN),rotary_speed\n2024-06-05T10:00:01Z,3,4\n");
        (await Should.ThrowAsync<RecordedDataException>(() => _files.ReadCsvAsync())).Message.ShouldStartWith("d.csv, line 3: no time");
    }

    [Fact]
    public async Task Files_of_a_folder_have_headers_of_their_own_and_equal_texts_in_other_columns_are_no_repetition()
    {
        _files.Write("1.csv", "time,rotary_speed\n2024-06-05T10:00:00Z,7\n");
        _files.Write("2.csv", "time,WOB (kN)\n2024-06-05T10:00:00Z,7\n");
        _files.Write("3.csv", "WOB (klbf),time\n7,2024-06-05T10:00:01Z\n");
        var recording = await _files.ReadCsvAsync();
        recording.Of(StandardChannels.RotarySpeed).Where(float.IsFinite).ShouldBe([7]);
        recording.Of(StandardChannels.WeightOnBit).Where(float.IsFinite).ShouldBe([7_000, 31_137.55f], 0.01);
        recording.Description.Streams.Single().RepeatedReadings.ShouldBe(0);
    }

    [Fact]
    public async Task Columns_that_would_share_a_channel_are_told_apart()
    {
        _files.Write("d.csv", "time,WOB (kN),WOB (klbf),gas 1,Gas.1\n2024-06-05T10:00:00Z,1,2,3,4\n");
        var recording = await _files.ReadCsvAsync();
        recording.Of(StandardChannels.WeightOnBit).ShouldBe([1_000]);
        recording.Of("raw_wob_2").ShouldBe([8_896.443f]);
        recording.Of("gas_1").ShouldBe([3]);
        recording.Of("gas_1_2").ShouldBe([4]);
    }

    [Theory]
    [InlineData("time,a,time\n2024-06-05T10:00:00Z,1,2\n", null, "'time'")]
    [InlineData("time,a,a\n2024-06-05T10:00:00Z,1,2\n", """{"columns":{"a":{"channel":"torque","unit":"kN.m"}}}""", "stands 2 times")]
    [InlineData("time,a,b\n2024-06-05T10:00:00Z,1,2\n",
        """{"columns":{"a":{"channel":"torque","unit":"kN.m"},"b":{"channel":"TORQUE","unit":"kN.m"}}}""", "takes one column")]
    [InlineData("time,rotary_speed\n2024-06-05T10:00:00Z,1,2\n", null, "line 2: 3 values under a header of 2")]
    [InlineData("time,rotary_speed,x\n2024-06-05T10:00:00Z,1\n", null, "line 2: 2 values under a header of 3")]
    [InlineData("time,rotary_speed\n2024-06-05T10:00:00Z,abc\n", null, "no numbers")]
    [InlineData("time,id,rotary_speed\n2024-06-05T10:00:00Z,,1\n", """{"assetColumn":"id"}""", "line 2: column 'id' names no asset")]
    [InlineData("time,id,rotary_speed\n2024-06-05T10:00:00Z,D/7,1\n2024-06-05T10:00:00Z,D+7,1\n", """{"assetColumn":"id"}""", "rename one")]
    [InlineData("d,r,rotary_speed\n1,2,3\n",
        """{"time":{"depthColumn":"d","rateColumn":"r","rateUnit":"ft/hx","origin":"2020-01-01T00:00:00Z"}}""", "time.rateUnit is 'ft/hx'")]
    public async Task What_leaves_a_doubt_is_refused_by_name(string csv, string? mapping, string expected)
    {
        using var files = new RecordingFixture { Asset = null };
        files.Write("d.csv", csv);
        (await Should.ThrowAsync<RecordedDataException>(() => files.ReadCsvAsync(mapping))).Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("(null)")]
    [InlineData("--")]
    [InlineData("-")]
    [InlineData("#N/A")]
    [InlineData("NaN")]
    [InlineData("-9999")]
    public async Task What_loggers_write_for_a_missing_value_is_missing_and_the_row_stays(string missing)
    {
        _files.Write("d.csv", $"time,rotary_speed,WOB (kN)\n2024-06-05T10:00:00Z,{missing},2\n2024-06-05T10:00:01Z,1,2\n");
        var recording = await _files.ReadCsvAsync();
        recording.Of(StandardChannels.RotarySpeed).ShouldBe([float.NaN, 1]);
        recording.Of(StandardChannels.WeightOnBit).ShouldBe([2_000, 2_000]);
    }
}
