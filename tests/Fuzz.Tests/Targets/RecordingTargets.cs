using System.Globalization;
using System.IO.Compression;
using Maintenance.Core.Assets;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Player;
using Maintenance.Simulator.Player.Csv;
using Maintenance.Simulator.Player.Witsml;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>A recording: it is refused, or every reading it describes is in its records.</summary>
internal abstract class RecordingTarget : FolderTarget
{
    public override bool Refuses(Exception error) => error is RecordedDataException;

    public override byte[] Mutate(byte[] input, Mutator mutator) => mutator.Next(6) switch
    {
        0 => base.Mutate(Zipped(input), mutator), // damaged within the compressed bytes, or cut
        1 => Zipped(base.Mutate(input, mutator)),
        _ => base.Mutate(input, mutator),
    };

    protected static string Play(RecordedFormat format, string path, string? mapping)
    {
        var opening = RecordedSources.OpenAsync(format, path, mapping, assetId: null, RecordedUnits.None, CancellationToken.None);
        var source = opening.GetAwaiter().GetResult();
        var (first, second) = (Count(source), Count(source));
        Require(first == second, "a recording played twice gives other records");
        var streams = source.Description.Streams;
        Require(first.Readings == streams.Sum(s => s.DistinctReadings + s.RepeatedReadings),
            "the records hold other readings than the description counts");
        Require(source.Description.Logs.Sum(l => l.DistinctRows) == streams.Sum(s => s.DistinctReadings),
            "rows and readings differ in number");
        Require(source.Description.Assets.All(a => AssetId.TryParse(a.Id.Value, out _)), "an asset has no valid id");
        return string.Create(CultureInfo.InvariantCulture,
            $"{first.Readings} readings, {first.Hash}, {source.Description.Curves.Count} curves");
    }

    private static (long Readings, uint Hash) Count(IRecordedSource source)
    {
        var (readings, hash) = (0L, 0u);
        // One reader on one thread: nothing to await but the enumeration itself.
        var records = source.ReadAsync(CancellationToken.None).ToBlockingEnumerable();
        foreach (var record in records)
        {
            readings += record.ReadingCount;
            hash = (hash * 31) + Crc32C.Compute(TelemetryCodecV1.Encode(record));
        }
        return (readings, hash);
    }

    private static byte[] Zipped(byte[] bytes)
    {
        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest)) gzip.Write(bytes);
        return zipped.ToArray();
    }
}

/// <summary>WITSML, plain and gzip.</summary>
internal sealed class WitsmlTarget : RecordingTarget
{
    public override string Name => "recording-witsml";

    public override IReadOnlyList<Type> Reads => [typeof(WitsmlSource), typeof(WitsmlPlace), typeof(WitsmlCurve), typeof(UnitExpression)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8(Log("Time,WOB,TQ,Note", "unitless,kN,kN.m,unitless", "2020-01-01T00:00:00Z,1,2,a", "2020-01-01T00:00:05Z,3,-999.25,b",
            "2020-01-01T00:00:05Z,3,-999.25,b", "2020-01-01T00:00:04Z,,4,c")),
        Utf8(Log("Time,SURF_RPM,HKLD", "s,c/s,klbf", "2020-01-01T00:00:00.5+01:00,2,100")
            .Replace("</logs>", Log("Time,TQ", "s,kft.lbf", "2020-01-01T00:00:01Z,5")[Log("", "").IndexOf("<log ",
                StringComparison.Ordinal)..],
                StringComparison.Ordinal)),
        Utf8("""
            <logs xmlns="http://www.witsml.org/schemas/1series"><log uidWell="w" uid="l">
            <nameWell>W 1</nameWell><name>n</name>
            <indexType>date time</indexType><startDateTimeIndex>2020-01-01T00:00:00Z</startDateTimeIndex><indexCurve>Time</indexCurve>
            <logCurveInfo uid="1"><mnemonic>Time</mnemonic><unit>s</unit><typeLogData>date time</typeLogData></logCurveInfo>
            <logCurveInfo uid="2"><mnemonic>WOB</mnemonic><unit>klbf</unit>
            <nullValue>-1</nullValue><typeLogData>double</typeLogData></logCurveInfo>
            <logData><mnemonicList>Time,WOB</mnemonicList><unitList>s,klbf</unitList><data>2020-01-01T00:00:00Z,1</data></logData>
            <logData><mnemonicList>WOB,Time</mnemonicList><unitList>N,s</unitList><data>1,2020-01-01T00:00:01Z</data></logData></log></logs>
            """),
    ];

    public override IReadOnlyList<string> Words { get; } =
    [
        "Time", "WOB", "TQ", "HKLD", "klbf", "kN", "unitless", "s", "date time", "measured depth", "decreasing", "increasing", "<data>",
            "</data>",
        "<logData>", "</logData>", "-999.25", "2020-01-01T00:00:02Z", "nullValue", "mnemonicList", "<log uid=\"x\">", "xmlns=\"\"",
            "1.3.1.1",
    ];

    protected override string ReadFile(byte[] input)
    {
        Write("a.xml", input);
        return Play(RecordedFormat.Witsml, Folder, mapping: null);
    }

    private static string Log(string mnemonics, string units, params string[] rows) => $"""
        <?xml version="1.0"?><logs xmlns="http://www.witsml.org/schemas/1series" version="1.4.1.1"><log uidWell="w" uid="l">
        <nameWell>W 1</nameWell><name>l</name><indexType>date time</indexType><indexCurve>Time</indexCurve><nullValue>-999.25</nullValue>
        <logData><mnemonicList>{mnemonics}</mnemonicList><unitList>{units}</unitList>
        {string.Concat(rows.Select(r => $"<data>{r}</data>"))}</logData></log></logs>
        """;
}

/// <summary>CSV to replay, plain and gzip.</summary>
internal sealed class CsvRecordingTarget : RecordingTarget
{
    public override string Name => "recording-csv";

    public override IReadOnlyList<Type> Reads => [typeof(CsvSource), typeof(CsvRecordReader)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8("time,WOB (klbf),Torque [kN.m],own\n2020-01-01T00:00:00Z,1,2,3\n"
            + "2020-01-01T00:00:01Z,4,-999.25,\n2020-01-01T00:00:01Z,4,-999.25,\n"),
        Utf8("Timestamp,rotary_speed\r\n2020-01-01 00:00:05,1\r\n2020-01-01 00:00:04,\"2\"\r\n"),
    ];

    public override IReadOnlyList<string> Words { get; } =
        ["time", "date", "WOB (klbf)", "Torque [kN.m]", "rotary_speed", "2020-01-01T00:00:02Z", "03/04/2024 10:00:00", "NaN", "NA",
            "-999.25", "\""];

    protected override string ReadFile(byte[] input)
    {
        Write("D1.csv", input);
        return Play(RecordedFormat.Csv, Folder, mapping: null);
    }
}

/// <summary>The mapping of a CSV file.</summary>
internal sealed class CsvMappingTarget : RecordingTarget
{
    public override string Name => "recording-csv-mapping";

    public override IReadOnlyList<Type> Reads => [typeof(CsvMapping)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        Utf8("""{"asset":"{file}","assetColumn":"id","region":"r","""
            + """ "time":{"columns":["date","clock"],"utcOffsetHours":0},"columns":{"w":{"channel":"weight_on_bit","unit":"klbf"}}}"""),
        Utf8("""{"delimiter":",","skipLines":1,"time":{"columns":["date"],"format":"yyyy-MM-dd"},"""
            + """ "nulls":["x"],"otherColumns":"ignore","columns":{"w":{"channel":"own"}}}"""),
        Utf8("""{"skipLines":1,"time":{"depthColumn":"w","depthUnit":"m","""
            + """ "rateColumn":"t","rateUnit":"m/h","origin":"2020-01-01T00:00:00Z"}}"""),
        Utf8("""{"skipLines":0,"time":{"columns":["t"],"format":"unix-s","""
            + """ "origin":"2020-01-01T00:00:00Z"},"latitudeDeg":58.4,"bitDiameterM":0.3}"""),
    ];

    public override IReadOnlyList<string> Words { get; } =
    [
        "iso", "unix-s", "unix-ms", "unix-us", "seconds", "minutes", "hours", "days", "origin", "utcOffsetHours", "dd.MM.yyyy", "id",
            "date", "clock", "w", "t",
        "klbf", "furlong", "{file}", "auto", "ignore", "null",
    ];

    public override byte[] Mutate(byte[] input, Mutator mutator) => mutator.Mutate(input);

    protected override string ReadFile(byte[] input)
    {
        var csv = Write("D1.csv",
            Utf8("id,date,clock,w,t\nA,2020-01-01,00:00:00,1,10\nA,2020-01-01,00:00:01,2,11\nB,2020-01-01,00:00:00,x,12\n"));
        return Play(RecordedFormat.Csv, csv, Write("mapping.json", input));
    }
}
