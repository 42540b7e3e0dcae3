using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats.Csv;
using Maintenance.Ingest.Formats.Json;
using Maintenance.Ingest.Formats.Text;

namespace Maintenance.Ingest.Tests.Coverage;

/// <summary>Keys of JSON and columns of CSV, from the table of names that the decoders use.</summary>
internal static class TextProbes
{
    private const string Instant = "1777896000";
    private static readonly string[] Units = ["N", "klbf", "kN", "psi", "bar", "ft/h", "degF", "gpm", "kft.lbf", "rpm", "ppg"];

    public static ProbeSet Json()
    {
        var probes = new List<Probe>();
        foreach (var (name, field) in Names().Where(n => n.Value < 0)) probes.Add(Key(name, Object(name, field)));
        foreach (var channel in StandardChannels.All)
            foreach (var name in new[] { channel.Name, channel.Mnemonic }) probes.Add(Key(name, Plain($"\"{name}\":0.5")));
        foreach (var (kind, value) in new[]
                 {
                     ("a number", "5"), ("`null`", "null"), ("a text", "\"ok\""), ("a number as text", "\"5\""), ("`true`", "true"),
                     ("an array", "[5]"), ("an object", "{\"a\":5}"),
                 })
            probes.Add(Key($"any other key with {kind}", Plain($"\"other\":{value}")));
        probes.Add(Key("a key twice", Plain("\"own\":2")));
        probes.Add(Key("a name of 64 bytes", Plain($"\"{new string('x', 64)}\":2")));
        foreach (var unit in Units) probes.Add(Key($"`WOB ({unit})`", Plain($"\"WOB ({unit})\":2")));
        foreach (var (name, value) in new[]
                 {
                     ("location", "\"bit\""), ("sampleRateHz", "50"), ("time", "1777895999"), ("samples", "[3,4,5]"), ("unit", "\"g\""),
                 })
            probes.Add(Key($"`waveforms`: `{name}`", Waveform(name, value)));
        probes.Add(Key("bytes before the text: byte-order mark", '\uFEFF' + Plain(), "UTF-8 has one order"));
        probes.Add(Key("bytes behind the text: zeros", Plain() + "\0\0", "ends of texts in C"));
        probes.Add(Key("bytes behind the text: others", Plain() + "x"));
        return new ProbeSet("JSON", () => SendAsync(JsonFormat.Instance, Plain()), probes);

        static Probe Key(string name, string json, string? harmless = null) =>
            new(name.Contains(' ') ? name : $"`{name}`", () => SendAsync(JsonFormat.Instance, json), harmless);
    }

    public static ProbeSet Csv()
    {
        var probes = new List<Probe>();
        foreach (var (name, field) in Names().Where(n => n.Value < 0)) probes.Add(Column(name, Row(name, field)));
        foreach (var channel in StandardChannels.All)
            foreach (var name in new[] { channel.Name, channel.Mnemonic }) probes.Add(Column(name, Table(name, "0.5")));
        foreach (var (kind, value) in new[]
                 {
                     ("a number", "5"), ("nothing", ""), ("`NaN`", "nan"), ("a text", "ok"), ("`true`", "true"), ("`inf`", "inf"),
                 })
            probes.Add(Column($"any other column with {kind}", Table("other", value)));
        probes.Add(Column("a column twice", Table("own", "2")));
        probes.Add(Column("a column without a name", Table("", "2")));
        foreach (var unit in Units) probes.Add(Column($"`WOB ({unit})`", Table($"WOB ({unit})", "2")));
        foreach (var (name, separator) in new[] { ("semicolon", ";"), ("tab", "\t"), ("vertical bar", "|") })
            probes.Add(Column($"separator: {name}", Table().Replace(",", separator, StringComparison.Ordinal)));
        foreach (var (name, end) in new[] { ("CRLF", "\r\n"), ("CR", "\r") })
            probes.Add(Column($"line end: {name}", Table().Replace("\n", end, StringComparison.Ordinal), "read like LF"));
        probes.Add(Column("a blank line", Table() + "\n\n", "no reading"));
        probes.Add(Column("a header alone", "asset,time,own\n"));
        probes.Add(Column("a comment", Table() + "# by hand\n"));
        return new ProbeSet("CSV", () => SendAsync(CsvFormat.Instance, Table()), probes);

        static Probe Column(string name, string csv, string? harmless = null) =>
            new(name.Contains(' ') ? name : $"`{name}`", () => SendAsync(CsvFormat.Instance, csv), harmless);
    }

    private static IEnumerable<KeyValuePair<string, int>> Names() =>
        Field.All.OrderByDescending(n => n.Value).ThenBy(n => n.Key, StringComparer.Ordinal);

    private static string Plain(string more = "") =>
        $"{{\"asset\":\"D1\",\"time\":{Instant},\"own\":1{(more.Length > 0 ? "," : "")}{more}}}";

    private static string Object(string name, int field) => field switch
    {
        Field.Asset => $"{{\"{name}\":\"D2\",\"time\":{Instant},\"own\":1}}",
        Field.Time => $"{{\"asset\":\"D1\",\"{name}\":1777895000,\"own\":1}}",
        Field.Epoch => Plain($"\"{name}\":3,\"sequence\":0"),
        Field.Sequence => Plain($"\"epoch\":0,\"{name}\":3"),
        Field.Quality => Plain($"\"{name}\":\"uncertain\""),
        Field.Historical => Plain($"\"{name}\":true"),
        Field.Values => $"{{\"asset\":\"D1\",\"time\":{Instant},\"{name}\":{{\"own\":2}}}}",
        Field.Channels => $"{{\"asset\":\"D1\",\"time\":{Instant},\"{name}\":{{\"own\":[2]}}}}",
        Field.Waveforms => $"{{\"asset\":\"D1\",\"time\":{Instant},"
            + $"\"{name}\":[{{\"location\":\"bit\",\"sampleRateHz\":100,\"samples\":[1,2]}}]}}",
        Field.IntervalMs => $"{{\"asset\":\"D1\",\"time\":{Instant},\"{name}\":250,\"channels\":{{\"own\":[1,1]}}}}",
        _ => throw new InvalidOperationException($"'{name}' needs a probe: docs/formats/telemetry-coverage.md lists every key."),
    };

    private static string Waveform(string name, string value)
    {
        Dictionary<string, string> all = new(StringComparer.Ordinal)
        {
            ["location"] = "\"bha\"",
            ["sampleRateHz"] = "100",
            ["samples"] = "[1,2]",
        };
        all[name] = value;
        return $"{{\"asset\":\"D1\",\"time\":{Instant},\"waveforms\":[{{{string.Join(',', all.Select(p => $"\"{p.Key}\":{p.Value}"))}}}]}}";
    }

    private static string Table(string? name = null, string value = "") =>
        name is null ? $"asset,time,own\nD1,{Instant},1\n" : $"asset,time,own,{name}\nD1,{Instant},1,{value}\n";

    private static string Row(string name, int field) => field switch
    {
        Field.Asset => $"{name},time,own\nD2,{Instant},1\n",
        Field.Time => $"asset,{name},own\nD1,1777895000,1\n",
        Field.Epoch => $"asset,time,own,{name},sequence\nD1,{Instant},1,3,0\n",
        Field.Sequence => $"asset,time,own,epoch,{name}\nD1,{Instant},1,0,3\n",
        Field.Quality => Table(name, "uncertain"),
        Field.Historical => Table(name, "true"),
        _ => Table(name, "5"),
    };

    private static async Task<Sent> SendAsync(PayloadFormat format, string text)
    {
        using var harness = new IngestHarness();
        await harness.AcceptAsync(format, Encoding.UTF8.GetBytes(text));
        return Sent.In(harness.Log);
    }
}
