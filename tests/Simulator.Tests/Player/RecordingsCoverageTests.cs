using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Player;
using Maintenance.Simulator.Player.Csv;
using Maintenance.Simulator.Player.Witsml;

namespace Maintenance.Simulator.Tests.Player;

/// <summary>
/// Nothing of a recording is passed over in silence: every element and attribute of a log, and every key of a mapping, is shown to change
/// what is read, to be refused, or to be harmless. The document is made from the same lists.
/// </summary>
public sealed class RecordingsCoverageTests
{
    private const string Document = "docs/formats/recordings-coverage.md";
    private const string Switch = "MAINTENANCE_WRITE_DOCUMENTS";

    private const string V141 = """
        <logs xmlns="http://www.witsml.org/schemas/1series" version="1.4.1.1"><log uid="L1"><nameWell>W 1</nameWell><nameWellbore>B</nameWellbore>
        <name>N</name><indexType>date time</indexType><indexCurve>Time</indexCurve><nullValue>-9</nullValue><dataDelimiter>;</dataDelimiter>
        <logCurveInfo><mnemonic>WOB</mnemonic><unit>kN</unit><nullValue>-7</nullValue><typeLogData>double</typeLogData></logCurveInfo>
        <logCurveInfo><mnemonic>RPM</mnemonic><unit>rpm</unit></logCurveInfo>
        <logData><mnemonicList>Time;WOB;RPM</mnemonicList><unitList>;;rpm</unitList><data>2020-01-01T00:00:00Z;-7;-9</data>
        <data>2020-01-01T00:00:01Z;1;2</data></logData></log><log uid="L1"><nameWell>W 1</nameWell><nameWellbore>B</nameWellbore>
        <name>N</name><indexType>date time</indexType><indexCurve>Time</indexCurve><logData><mnemonicList>Time,RPM</mnemonicList>
        <unitList>,rpm</unitList><data>2020-01-01T00:00:02Z,3</data></logData></log></logs>
        """;

    private const string V131 = """
        <logs xmlns="http://www.witsml.org/schemas/131" version="1.3.1.1"><log uid="L1"><nameWell>W 1</nameWell><name>N</name>
        <indexType>date time</indexType><indexCurve columnIndex="1">Index</indexCurve>
        <logCurveInfo><mnemonic>Time</mnemonic><columnIndex>1</columnIndex></logCurveInfo>
        <logCurveInfo><mnemonic>WOB</mnemonic><unit>kN</unit><columnIndex>2</columnIndex></logCurveInfo>
        <logCurveInfo><mnemonic>RPM</mnemonic><unit>rpm</unit><columnIndex>3</columnIndex></logCurveInfo>
        <logData><data>2020-01-01T00:00:00,1,2</data></logData></log></logs>
        """;

    private const string Csv = "time;t;id;d;r;rotary_speed;WOB (kN);zz\n"
        + "2020-01-01T00:00:00;0;A;100;36;60;1;9\n2020-01-01T00:00:01;2;B;101;36;61;2;8\n";
    private const string Time = "\"time\":{\"columns\":[\"time\"]}";

    /// <summary>A change of each element that must show: document, what is replaced, by what.</summary>
    private static readonly Dictionary<string, (string Document, string Old, string New)> Changes = new(StringComparer.Ordinal)
    {
        ["log/nameWell"] = (V141, "<nameWell>W 1<", "<nameWell>W 2<"),
        ["log/nameWellbore"] = (V141,
            "B</nameWellbore>\n<name>N</name><indexType>date time</indexType><indexCurve>Time</indexCurve><logData>",
            "C</nameWellbore>\n<name>N</name><indexType>date time</indexType><indexCurve>Time</indexCurve><logData>"),
        ["log/name"] = (V141, "<name>N<", "<name>M<"),
        ["log/indexType"] = (V141, "<indexType>date time<", "<indexType>measured depth<"),
        ["log/indexCurve"] = (V141, "<indexCurve>Time<", "<indexCurve>WOB<"),
        ["log/nullValue"] = (V141, "<nullValue>-9<", "<nullValue>-8<"),
        ["log/dataDelimiter"] = (V141, "<dataDelimiter>;<", "<dataDelimiter>|<"),
        ["log/logCurveInfo"] = (V141, "<logCurveInfo><mnemonic>WOB</mnemonic><unit>kN</unit><nullValue>-7</nullValue><typeLogData>double"
            + "</typeLogData></logCurveInfo>", ""),
        ["log/logData"] = (V141, "<logData>",
            "<logData><mnemonicList>Time</mnemonicList><data>2020-01-01T00:00:09Z</data></logData><logData>"),
        ["logCurveInfo/mnemonic"] = (V141, "<mnemonic>WOB<", "<mnemonic>BOB<"),
        ["logCurveInfo/unit"] = (V141, "<unit>kN<", "<unit>klbf<"),
        ["logCurveInfo/nullValue"] = (V141, "<nullValue>-7<", "<nullValue>-6<"),
        ["logCurveInfo/columnIndex"] = (V131, "<columnIndex>2<", "<columnIndex>4<"),
        ["logCurveInfo/typeLogData"] = (V141, ">double<", ">string<"),
        ["logData/mnemonicList"] = (V141, "Time;WOB;RPM", "Time;RPM;WOB"),
        ["logData/unitList"] = (V141, ";;rpm", ";;c/s"),
        ["logData/data"] = (V141, ";1;2", ";1;3"),
        ["log@uid"] = (V141, "</log><log uid=\"L1\">", "</log><log uid=\"L2\">"),
        ["log/indexCurve@columnIndex"] = (V131, "columnIndex=\"1\"", "columnIndex=\"2\""),
    };

    /// <summary>Mappings with and without each key, which must be read differently.</summary>
    private static readonly Dictionary<string, (string Meaning, string Without, string With)> Keys = new(StringComparer.Ordinal)
    {
        ["asset"] = ("asset id, or prefix of it", Time, Time + ",\"asset\":\"X\""),
        ["assetColumn"] = ("column that names the asset", Time, Time + ",\"assetColumn\":\"id\""),
        ["region"] = ("place of the asset", Time, Time + ",\"region\":\"north\""),
        ["site"] = ("place of the asset", Time, Time + ",\"site\":\"s\""),
        ["rig"] = ("place of the asset", Time, Time + ",\"rig\":\"r\""),
        ["bitDiameterM"] = ("diameter of the bit", Time, Time + ",\"bitDiameterM\":0.3"),
        ["measurementLocations"] = ("where vibration is measured", Time, Time + ",\"measurementLocations\":[{\"name\":\"pump\"}]"),
        ["latitudeDeg"] = ("place of the asset", Time, Time + ",\"latitudeDeg\":58"),
        ["longitudeDeg"] = ("place of the asset", Time, Time + ",\"longitudeDeg\":2"),
        ["delimiter"] = ("separates fields", Time, Time + ",\"delimiter\":\",\""),
        ["decimalSeparator"] = ("point or comma; the other is refused", Time, Time + ",\"delimiter\":\",\",\"decimalSeparator\":\",\""),
        ["skipLines"] = ("lines before the header", Time, Time + ",\"skipLines\":1"),
        ["time"] = ("where the event time comes from", "\"rig\":\"unknown\"",
            "\"time\":{\"columns\":[\"t\"],\"format\":\"hours\",\"origin\":\"2020-01-01T00:00:00Z\"}"),
        ["nulls"] = ("texts and numbers that mean missing", Time, Time + ",\"nulls\":[\"60\"]"),
        ["columns"] = ("channel and unit of a column", Time, Time + ",\"columns\":{\"zz\":{\"channel\":\"torque\",\"unit\":\"kN.m\"}}"),
        ["otherColumns"] = ("whether headers are recognised", Time + ",\"columns\":{\"zz\":{\"channel\":\"torque\"}}",
            Time + ",\"columns\":{\"zz\":{\"channel\":\"torque\"}},\"otherColumns\":\"ignore\""),
        ["time.columns"] = ("columns that form the time", Time, "\"time\":{\"columns\":[\"id\"]}"),
        ["time.format"] = ("how they are written", Relative("hours"), Relative("minutes")),
        ["time.origin"] = ("time zero of relative and derived times", Relative("hours"),
            Relative("hours").Replace("2020", "2021", StringComparison.Ordinal)),
        ["time.utcOffsetHours"] = ("zone of times without one", Time, "\"time\":{\"columns\":[\"time\"],\"utcOffsetHours\":1}"),
        ["time.depthColumn"] = ("depth of a depth-indexed file", ByDepth(""),
            ByDepth("").Replace("\"d\"", "\"t\"", StringComparison.Ordinal)),
        ["time.depthUnit"] = ("its unit", ByDepth(""), ByDepth(",\"depthUnit\":\"ft\"")),
        ["time.rateColumn"] = ("rate of penetration of a depth-indexed file", ByDepth(""),
            ByDepth("").Replace("\"r\"", "\"zz\"", StringComparison.Ordinal)),
        ["time.rateUnit"] = ("its unit", ByDepth(""), ByDepth(",\"rateUnit\":\"ft/h\"")),
        ["columns.channel"] = ("standard or named channel", Column("\"torque\""), Column("\"hook_load\"")),
        ["columns.unit"] = ("unit of the values", Column("\"torque\""), Column("\"torque\",\"unit\":\"kN.m\"")),
    };

    public static TheoryData<string> Used => [.. WitsmlElements.Used.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> Harmless => [.. WitsmlElements.Harmless.Keys.Order(StringComparer.Ordinal)];

    public static TheoryData<string> MappingKeys => [.. KeysOf(typeof(CsvMapping), ""), .. KeysOf(typeof(CsvTimeMapping), "time."),
        .. KeysOf(typeof(CsvColumnMapping), "columns.")];

    [Theory]
    [MemberData(nameof(Used))]
    public async Task Another_value_of_an_element_that_is_used_is_read_otherwise_or_refused(string path)
    {
        var (document, old, changed) = Changes[path];
        var plain = document.ReplaceLineEndings("\n");
        plain.ShouldContain(old, Case.Sensitive);
        (await WitsmlAsync(plain.Replace(old, changed, StringComparison.Ordinal))).ShouldNotBe(await WitsmlAsync(plain));
    }

    [Theory]
    [MemberData(nameof(Harmless))]
    public async Task An_element_that_is_harmless_changes_nothing(string path)
    {
        var (parent, attribute) = (path.Split('@')[0], path.Contains('@', StringComparison.Ordinal) ? path.Split('@')[1] : null);
        foreach (var document in (string[])[V141, V131])
        {
            var begin = attribute is null ? $"<{path.Split('/')[0]}" : $"<{parent.Split('/')[^1]}";
            var at = document.IndexOf(begin, StringComparison.Ordinal);
            while (char.IsLetter(document[at + begin.Length])) at = document.IndexOf(begin, at + 1, StringComparison.Ordinal);
            var changed = attribute is not null ? document.Insert(at + begin.Length, $" {attribute}=\"5\"")
                : document.Insert(document.IndexOf('>', at) + 1, $"<{path.Split('/')[1]} uom=\"x\">5</{path.Split('/')[1]}>");
            (await WitsmlAsync(changed)).ShouldBe(await WitsmlAsync(document));
        }
    }

    [Theory]
    [InlineData("<log uid=\"L1\">", "<log uid=\"L1\" scale=\"2\">", "log@scale")]
    [InlineData("<unit>kN<", "<unit scale=\"2\">kN<", "logCurveInfo/unit@scale")]
    [InlineData("<logCurveInfo>", "<logCurveInfo><valueScale>2</valueScale>", "logCurveInfo/valueScale")]
    [InlineData("<logData>", "<logData><startTime>2</startTime>", "logData/startTime")]
    public async Task Anything_else_is_named_as_skipped(string old, string changed, string expected)
    {
        using var files = new RecordingFixture();
        files.Write("a.xml", V141.Replace(old, changed, StringComparison.Ordinal));
        (await files.ReadWitsmlAsync()).Description.Skipped.ShouldContain(s => s.What == $"a.xml: {expected}");
    }

    [Theory]
    [MemberData(nameof(MappingKeys))]
    public async Task Every_key_of_a_mapping_changes_what_is_read_or_is_refused(string key)
    {
        var (_, without, with) = Keys[key];
        var asWritten = await CsvAsync(without);
        asWritten.ShouldNotStartWith("refused");
        (await CsvAsync(with)).ShouldNotBe(asWritten);
    }

    [Fact]
    public async Task A_key_that_no_mapping_has_and_a_key_given_twice_are_refused()
    {
        (await CsvAsync(Time + ",\"sepparator\":\"x\"")).ShouldContain("sepparator");
        (await CsvAsync(Time + ",\"rig\":\"a\",\"rig\":\"b\"")).ShouldContain("rig");
    }

    [Fact]
    public void Every_unit_of_the_document_is_known()
    {
        foreach (var (symbol, quantity) in UnitConversion.Symbols)
            (UnitConversion.TryFind(symbol, out var unit) ? unit.Quantity : UnitConversion.Quantity.None).ShouldBe(quantity, symbol);
    }

    [Fact]
    public void The_document_is_up_to_date()
    {
        var file = Repository.PathOf(Document);
        if (Environment.GetEnvironmentVariable(Switch) is not null) File.WriteAllText(file, Text());
        File.ReadAllText(file).ShouldBe(Text(),
            $"{Document} is made by this test: run it with {Switch}=1 to write it anew, and read the difference");
    }

    private static string Relative(string format) =>
        $"\"time\":{{\"columns\":[\"t\"],\"format\":\"{format}\",\"origin\":\"2020-01-01T00:00:00Z\"}}";

    private static string ByDepth(string more) =>
        "\"time\":{\"depthColumn\":\"d\",\"rateColumn\":\"r\",\"origin\":\"2020-01-01T00:00:00Z\"" + more + "}";

    private static string Column(string channel) => Time + ",\"columns\":{\"zz\":{\"channel\":" + channel + "}}";

    private static string[] KeysOf(Type type, string prefix) =>
        [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(p => p.SetMethod is not null)
            .Select(p => prefix + JsonNamingPolicy.CamelCase.ConvertName(p.Name))];

    private static async Task<string> WitsmlAsync(string document)
    {
        using var files = new RecordingFixture { Asset = null };
        files.Write("a.xml", document);
        return await FingerprintAsync(() => files.ReadWitsmlAsync());
    }

    private static async Task<string> CsvAsync(string mapping)
    {
        using var files = new RecordingFixture { Asset = null };
        files.Write("a.csv", Csv);
        var text = mapping.Contains("\"delimiter\"", StringComparison.Ordinal) ? mapping : "\"delimiter\":\";\"," + mapping;
        return await FingerprintAsync(() => files.ReadCsvAsync($"{{{text}}}"));
    }

    private static async Task<string> FingerprintAsync(Func<Task<Recording>> read)
    {
        try
        {
            var recording = await read();
            var text = new StringBuilder();
            var description = recording.Description;
            foreach (var part in description.Assets.Concat<object>(description.Streams).Concat(description.Curves)
                .Concat(description.Skipped))
                text.AppendLine(part.ToString());
            foreach (var log in description.Logs) text.AppendLine($"{log.Name} {log.Uid} {log.Rows} {log.DistinctRows}");
            foreach (var record in recording.Records) text.AppendLine(Convert.ToHexString(TelemetryCodecV1.Encode(record)));
            return text.ToString();
        }
        catch (RecordedDataException error)
        {
            return $"refused: {error.Message}";
        }
    }

    private static string Text()
    {
        var text = new StringBuilder();
        text.Append("""
            # What of a recording is used

            Made by `RecordingsCoverageTests`, which shows for each line that it holds; do not edit. To write it anew:
            `MAINTENANCE_WRITE_DOCUMENTS=1 dotnet test tests/Simulator.Tests --filter RecordingsCoverage`.

            ## Logs of WITSML 1.3.1.1 and 1.4.1.1

            `parent/element` or `element@attribute`. Any other is named as skipped before anything is sent.

            | in the document | use | how |
            | --- | --- | --- |

            """.ReplaceLineEndings("\n"));
        foreach (var (path, how) in WitsmlElements.Used.OrderBy(u => u.Key, StringComparer.Ordinal)) Row(path, "used", how);
        foreach (var (path, how) in WitsmlElements.Harmless.OrderBy(u => u.Key, StringComparer.Ordinal)) Row(path, "harmless", how);
        text.Append("\n## Mapping of CSV\n\nAny other key, and a key given twice, is refused.\n\n"
            + "| key | use | how |\n| --- | --- | --- |\n");
        foreach (var (key, (how, _, _)) in Keys) Row(key, "used", how);
        text.Append("\n## Columns of CSV\n\nEach column is the event time, names the asset, goes to a channel, or is left out by "
            + "name; `replay` prints which before it sends.\nA row with another number of fields than the header, and text that is written like a number but is none, are "
            + "refused with their line;\nother text in a column of numbers is taken as missing and counted. A line that repeats the header is passed over and counted.\n");
        text.Append("\n## Units\n\nBy symbol, case-insensitive where that is unambiguous.\n\n"
            + "| quantity | converted to | symbols |\n| --- | --- | --- |\n");
        foreach (var group in UnitConversion.Symbols.Where(u => !HasCapitalTwin(u.Symbol)).GroupBy(u => u.Quantity).OrderBy(g => g.Key))
            text.Append(CultureInfo.InvariantCulture, $"| {group.Key} | {UnitConversion.HouseUnitOf(group.Key)} | ")
                .AppendJoin(" · ", group.Select(u => u.Symbol).Order(StringComparer.Ordinal)).Append(" |\n");
        text.Append("\nExpressions of these units are understood too: a power of ten (`1000 lbf`, `lbf*1000`), prefixes (`kpsi`), "
            + "products and quotients\n"
            + "(`1000 ft.lbf`, `kgf/cm2`, `m3/h`), powers. A mass in a product or quotient that makes no sense as mass is its "
            + "weight (`kg/cm2`, `klb.ft`).\n\n");
        text.Append("- with prefixes (").AppendJoin(' ', UnitExpression.PrefixSymbols).Append("): ")
            .AppendJoin(" · ", Expressions(takesPrefix: true)).Append('\n');
        text.Append("- without: ").AppendJoin(" · ", Expressions(takesPrefix: false)).Append('\n');
        return text.ToString();

        void Row(string path, string use, string how) => text.Append(CultureInfo.InvariantCulture, $"| `{path}` | {use} | {how} |\n");
    }

    private static IEnumerable<string> Expressions(bool takesPrefix) =>
        UnitExpression.Symbols.Where(u => u.TakesPrefix == takesPrefix).Select(u => u.Symbol).Order(StringComparer.Ordinal);

    // The table has each symbol in lower case too.
    private static bool HasCapitalTwin(string symbol) => !symbol.Any(char.IsUpper) && UnitConversion.Symbols.Any(u =>
        u.Symbol != symbol && string.Equals(u.Symbol, symbol, StringComparison.OrdinalIgnoreCase));
}
