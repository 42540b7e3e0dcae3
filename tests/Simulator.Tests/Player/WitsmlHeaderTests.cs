using Maintenance.Core.Channels;
using Maintenance.Simulator.Player;

namespace Maintenance.Simulator.Tests.Player;

/// <summary>Every part of a log is read by its own header, and a column never in the unit, or under the name, of another.</summary>
public sealed class WitsmlHeaderTests : IDisposable
{
    private readonly RecordingFixture _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task Each_logData_of_a_log_has_columns_and_units_of_its_own()
    {
        _files.Write("a.xml", RecordingFixture.Log("L1", "",
            RecordingFixture.Data("Time,HKLD,SPP", "unitless,kN,bar", "2020-01-01T00:00:00Z,500,100"),
            RecordingFixture.Data("SPP,ROP,Time", "psi,m/h,unitless", "1000,36,2020-01-01T00:00:10Z"),
            RecordingFixture.Data("Time,HKLD", "unitless,klbf", "2020-01-01T00:00:20Z,100")));
        var recording = await _files.ReadWitsmlAsync();
        recording.Of(StandardChannels.HookLoad).ShouldBe([500_000, float.NaN, 444_822.16f]);
        recording.Of(StandardChannels.StandpipePressure).ShouldBe([1e7f, 6_894_757.3f, float.NaN]);
        recording.Of(StandardChannels.RateOfPenetration).ShouldBe([float.NaN, 0.01f, float.NaN]);
        recording.Channels.Count().ShouldBe(3);
    }

    [Fact]
    public async Task A_later_file_of_a_log_may_have_another_unit_and_null_value()
    {
        _files.Write("1.xml", RecordingFixture.Log("L1", "<logCurveInfo><mnemonic>WOB</mnemonic><nullValue>0</nullValue></logCurveInfo>",
            RecordingFixture.Data("Time,WOB", "unitless,kN", "2020-01-01T00:00:00Z,0", "2020-01-01T00:00:01Z,2")));
        _files.Write("2.xml", RecordingFixture.Log("L1", "<logCurveInfo><mnemonic>WOB</mnemonic><nullValue>-1</nullValue></logCurveInfo>",
            RecordingFixture.Data("Time,WOB", "unitless,N", "2020-01-01T00:00:02Z,0", "2020-01-01T00:00:03Z,-1")));
        (await _files.ReadWitsmlAsync()).Of(StandardChannels.WeightOnBit).ShouldBe([float.NaN, 2_000, 0, float.NaN]);
    }

    [Fact]
    public async Task A_part_without_the_best_named_curve_uses_the_one_it_has()
    {
        _files.Write("a.xml", RecordingFixture.Log("L1", "",
            RecordingFixture.Data("Time,RPM", "unitless,rpm", "2020-01-01T00:00:00Z,60"),
            RecordingFixture.Data("Time,SURF_RPM", "unitless,c/s", "2020-01-01T00:00:10Z,2")));
        (await _files.ReadWitsmlAsync()).Of(StandardChannels.RotarySpeed).ShouldBe([60, 120]);
    }

    [Fact]
    public async Task A_mnemonic_that_stands_twice_is_two_curves_each_in_its_own_unit()
    {
        _files.WriteLog("a.xml", "Time,HKLD,HKLD,MUD_X,MUD_X", "unitless,klbf,kN,bar,kPa", "2020-01-01T00:00:00Z,1,200,3,400",
            "2020-01-01T00:00:01Z,NaN,201,nan,401");
        var recording = await _files.ReadWitsmlAsync();
        recording.Of(StandardChannels.HookLoad).ShouldBe([4_448.2217f, float.NaN]);
        recording.Of("raw_hkld_2").ShouldBe([200_000, 201_000]);
        recording.Of("mud_x").ShouldBe([300_000, float.NaN]);
        recording.Of("mud_x_2").ShouldBe([400_000, 401_000]);
    }

    [Fact]
    public async Task Curves_of_one_channel_name_but_different_quantities_never_share_the_channel()
    {
        _files.Write("a.xml", RecordingFixture.Log("L1", "", RecordingFixture.Data("Time,PIT.1,Pit 1", "unitless,m3,bar",
            "2020-01-01T00:00:00Z,1,2")));
        _files.Write("b.xml", RecordingFixture.Log("L2", "",
            RecordingFixture.Data("Time,PIT_1", "unitless,degC", "2020-01-01T01:00:00Z,3")));
        var recording = await _files.ReadWitsmlAsync();
        recording.Records[0].Columns.Select(c => (c.Name, c.Values[0])).ShouldBe([("pit_1", 1f), ("pit_1_2", 200_000f)]);
        recording.Records[1].Columns.ShouldHaveSingleItem().Name.ShouldNotBeOneOf("pit_1", "pit_1_2");
    }

    [Theory]
    [InlineData("3", "1", "2", "2020-01-01T00:00:00,100,5")]
    [InlineData("2", "0", "1", "2020-01-01T00:00:00,100,5")]
    [InlineData("7", "1", "4", "2020-01-01T00:00:00,100,5")]
    [InlineData("4", "1", "2", "2020-01-01T00:00:00,100,9,5")]
    [InlineData(null, null, null, "5,2020-01-01T00:00:00,100")]
    public async Task Of_version_1_3_1_1_columnIndex_decides(string? wob, string? time, string? rpm, string row)
    {
        _files.Write("a.xml", Version131(wob, time, rpm, row));
        var recording = await _files.ReadWitsmlAsync();
        recording.Of(StandardChannels.WeightOnBit).ShouldBe([5_000]);
        recording.Of(StandardChannels.RotarySpeed).ShouldBe([100]);
    }

    [Theory]
    [InlineData("2", "1", "2", "columnIndex 2")]
    [InlineData("two", "1", "3", "'two'")]
    [InlineData(null, "1", "3", "WOB")]
    public async Task Columns_that_are_not_certain_are_refused(string? wob, string? time, string? rpm, string expected)
    {
        _files.Write("a.xml", Version131(wob, time, rpm, "2020-01-01T00:00:00,100,5"));
        (await Should.ThrowAsync<RecordedDataException>(() => _files.ReadWitsmlAsync())).Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("<logData><data>2020-01-01T00:00:00Z,1</data></logData>", "no mnemonicList")]
    [InlineData("<logData><mnemonicList>T2,WOB</mnemonicList><unitList>,kN</unitList><data>2020-01-01T00:00:00Z,1</data></logData>",
        "index curve Time is not among")]
    [InlineData("<logData><mnemonicList>Time,Time</mnemonicList><unitList>,</unitList><data>2020-01-01T00:00:00Z,1</data></logData>",
        "stands 2 times")]
    [InlineData("<logData><mnemonicList>Time,WOB</mnemonicList><data>2020-01-01T00:00:00Z,1</data><unitList>,kN</unitList></logData>",
        "unitList stands")]
    [InlineData("<logData><mnemonicList>Time,WOB</mnemonicList><data>2020-01-01T00:00:00Z,1</data></logData><nullValue>1</nullValue>",
        "nullValue stands behind logData")]
    [InlineData("<dataDelimiter>||</dataDelimiter>"
        + "<logData><mnemonicList>Time,WOB</mnemonicList><data>2020-01-01T00:00:00Z||1</data></logData>",
        "must be one character")]
    [InlineData("<logData><mnemonicList>Time,WOB</mnemonicList><data>2020-01-01T00:00:00Z,1</data>\n"
        + "<data>2020-01-01T00:00:01Z</data></logData>",
        "a.xml, line 4: log L1, data row 2 has 1 values")]
    [InlineData("<logData><mnemonicList>Time,WOB</mnemonicList><data>03/04/2020 00:00:00,1</data></logData>", "line 3: '03/04/2020")]
    public async Task A_header_that_leaves_a_doubt_is_refused_with_file_and_reason(string data, string expected)
    {
        _files.Write("a.xml", RecordingFixture.Log("L1",
            "<logCurveInfo><mnemonic>Time</mnemonic></logCurveInfo>"
            + "<logCurveInfo><mnemonic>WOB</mnemonic><unit>kN</unit></logCurveInfo>", data));
        var error = await Should.ThrowAsync<RecordedDataException>(() => _files.ReadWitsmlAsync());
        error.Message.ShouldStartWith("a.xml");
        error.Message.ShouldContain(expected);
    }

    [Theory]
    [InlineData("|", "2020-01-01T00:00:00Z|1|2")]
    [InlineData(";", "2020-01-01T00:00:00Z;1;2")]
    [InlineData("\t", "2020-01-01T00:00:00Z\t1\t2")]
    public async Task Rows_are_split_by_the_delimiter_of_the_log(string delimiter, string row)
    {
        _files.Write("a.xml", RecordingFixture.Log("L1", $"<dataDelimiter>{delimiter}</dataDelimiter>",
            RecordingFixture.Data("Time,WOB,RPM", "unitless,kN,rpm", row)));
        var recording = await _files.ReadWitsmlAsync();
        recording.Of(StandardChannels.WeightOnBit).ShouldBe([1_000]);
        recording.Of(StandardChannels.RotarySpeed).ShouldBe([2]);
    }

    [Fact]
    public async Task Names_within_extensions_are_not_those_of_the_log_and_unknown_elements_are_named()
    {
        _files.Write("a.xml", RecordingFixture.Log("L1", "<commonData><extensionNameValue><name>X</name></extensionNameValue></commonData>"
            + "<logSection><nullValue>5</nullValue></logSection>",
            RecordingFixture.Data("Time,WOB", "unitless,kN", "2020-01-01T00:00:00Z,5")));
        var recording = await _files.ReadWitsmlAsync();
        recording.Of(StandardChannels.WeightOnBit).ShouldBe([5_000]);
        recording.Description.Logs.Single().Name.ShouldBe("L1");
        recording.Description.Skipped.Single().What.ShouldContain("log/logSection");
    }

    [Fact]
    public async Task Logs_with_one_uid_in_two_wellbores_are_two_logs()
    {
        var log = RecordingFixture.Log("L1", "", RecordingFixture.Data("Time,WOB", "unitless,kN", "2020-01-01T00:00:00Z,1"));
        _files.Write("a.xml", log);
        _files.Write("b.xml", log.Replace("<nameWellbore>B<", "<nameWellbore>Sidetrack<", StringComparison.Ordinal));
        var recording = await _files.ReadWitsmlAsync();
        recording.Description.Logs.Count.ShouldBe(2);
        recording.Description.Streams.Single().DistinctReadings.ShouldBe(2);
    }

    private static string Version131(string? wob, string? time, string? rpm, string row) => $"""
        <logs xmlns="http://www.witsml.org/schemas/131" version="1.3.1.1"><log uid="x"><nameWell>W 1</nameWell><name>T</name>
        <indexType>date time</indexType><indexCurve>TIME</indexCurve>
        <logCurveInfo><mnemonic>WOB</mnemonic><unit>kN</unit>{Index(wob)}</logCurveInfo>
        <logCurveInfo><mnemonic>TIME</mnemonic>{Index(time)}</logCurveInfo>
        <logCurveInfo><mnemonic>RPM</mnemonic><unit>rpm</unit>{Index(rpm)}</logCurveInfo>
        <logData><data>{row}</data></logData></log></logs>
        """;

    private static string Index(string? column) => column is null ? "" : $"<columnIndex>{column}</columnIndex>";
}
