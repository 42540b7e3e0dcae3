using System.IO.Compression;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Formats.Csv;
using Maintenance.Ingest.Sources.Http;
using Maintenance.Ingest.Tests.Sources.Mqtt;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Maintenance.Ingest.Tests.Coverage;

/// <summary>Headers and parameters of HTTP requests; topic levels and properties of MQTT messages.</summary>
internal static class TransportProbes
{
    private static readonly byte[] Body = """{"time":1777896000,"own":1}"""u8.ToArray();
    private static readonly byte[] Old = """{"time":946684800,"own":1}"""u8.ToArray();

    public static ProbeSet Http()
    {
        var probes = new List<Probe>();
        foreach (var type in PayloadFormats.All.SelectMany(f => f.ContentTypes).Order(StringComparer.Ordinal))
        {
            var asCsv = string.Equals(type, CsvFormat.Instance.ContentTypes[0], StringComparison.Ordinal);
            var fits = asCsv || type.Contains("json");
            probes.Add(Request($"`Content-Type: {type}`{(fits ? "" : ", but a body of JSON")}", type,
                body: asCsv ? "time,own\n1777896000,1\n"u8.ToArray() : Body, harmless: fits ? "the plain body in this format" : null));
        }
        probes.Add(Request("`Content-Type` of no known format", "application/xml"));
        probes.Add(Request("`Content-Type: …; charset=`", "application/json; charset=iso-8859-1",
            harmless: "texts are UTF-8, other bytes are refused"));
        probes.Add(Request("`Content-Encoding: identity`", header: ("Content-Encoding", "identity"), harmless: "no compression"));
        probes.Add(Request("`Content-Encoding: gzip`", header: ("Content-Encoding", "gzip"), body: Gzip(),
            harmless: "the plain body, compressed"));
        probes.Add(Request("`Content-Encoding: gzip` of a body that is not", header: ("Content-Encoding", "gzip")));
        probes.Add(Request("another `Content-Encoding`", header: ("Content-Encoding", "br")));
        probes.Add(Request("gzip without `Content-Encoding`", body: Gzip()));
        probes.Add(Request("`Content-Digest`", header: ("Content-Digest", "sha-256=:AAAA:"),
            harmless: "not checked; TLS and codec V1 have checksums"));
        probes.Add(Request("`Idempotency-Key`", header: ("Idempotency-Key", "1"),
            harmless: "readings are recognised by their own identity"));
        probes.Add(Request("other headers", header: ("X-Asset", "D2"), harmless: "no header names anything about readings"));
        probes.Add(Request("parameter `asset`", query: "?asset=D2"));
        probes.Add(Request("parameter `source=live`", query: "?asset=D1&source=live", harmless: "the default"));
        probes.Add(Request("an old event time", body: Old));
        probes.Add(Request("an old event time with `source=replay`", query: "?asset=D1&source=replay", body: Old));
        probes.Add(Request("another `source`", query: "?asset=D1&source=file"));
        probes.Add(Request("any other parameter", query: "?asset=D1&rig=r2"));
        return new ProbeSet("HTTP", Request("", "application/json").Send, probes);
    }

    public static ProbeSet Mqtt() => new("MQTT", Message("", "maintenance/v1/north/s1/r1/D1/telemetry/json").Send,
    [
        Message("level 1, `maintenance`", "other/v1/north/s1/r1/D1/telemetry/json", passedOn: true),
        Message("level 2, `v1`", "maintenance/v2/north/s1/r1/D1/telemetry/json"),
        Message("a level too few", "maintenance/v1/north/s1/D1/telemetry/json"),
        Message("a level too many", "maintenance/v1/north/s1/r1/D1/telemetry/json/1"),
        Message("level 3, region", "maintenance/v1/south/s1/r1/D1/telemetry/json", harmless: "the registered place of the asset counts"),
        Message("level 4, site", "maintenance/v1/north/s9/r1/D1/telemetry/json", harmless: "the registered place of the asset counts"),
        Message("level 5, rig", "maintenance/v1/north/s1/r9/D1/telemetry/json", harmless: "the registered place of the asset counts"),
        Message("level 6, asset", "maintenance/v1/north/s1/r1/D2/telemetry/json"),
        Message("level 6, an asset that is not registered", "maintenance/v1/north/s1/r1/X/telemetry/json"),
        Message("level 7, `telemetry` in another case", "maintenance/v1/north/s1/r1/D1/Telemetry/json"),
        Message("level 7, another word", "maintenance/v1/north/s1/r1/D1/data/json", passedOn: true),
        Message("level 8, format", "maintenance/v1/north/s1/r1/D1/telemetry/csv"),
        Message("level 8, an unknown format", "maintenance/v1/north/s1/r1/D1/telemetry/xml"),
        Message("QoS 0", "maintenance/v1/north/s1/r1/D1/telemetry/json", qos: 0, harmless: "only the acknowledgement differs"),
        Message("QoS 2", "maintenance/v1/north/s1/r1/D1/telemetry/json", qos: 2, harmless: "only the acknowledgement differs"),
        Message("retain", "maintenance/v1/north/s1/r1/D1/telemetry/json", retain: true,
            harmless: "stored like any other; telemetry is not retained"),
        Message("an empty message", "maintenance/v1/north/s1/r1/D1/telemetry/json", body: [], passedOn: true),
    ]);

    private static Probe Request(string name, string type = "application/json", string query = "?asset=D1", byte[]? body = null,
        (string Name, string Value)? header = null, string? harmless = null) => new(name, async () =>
    {
        var log = new FakeLog();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Mqtt:Enabled", "false")]);
        IngestHarness.AddTo(builder.Services, log);
        builder.Services.AddIngest(builder.Configuration, broker: null);
        await using var app = builder.Build();
        app.MapIngest();
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        using var request = new HttpRequestMessage(HttpMethod.Post, IngestEndpoints.Path + query)
        {
            Content = new ByteArrayContent(body ?? Body),
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        if (header is { } h && !request.Headers.TryAddWithoutValidation(h.Name, h.Value))
            request.Content.Headers.TryAddWithoutValidation(h.Name, h.Value);
        using var response = await client.SendAsync(request);
        var sent = Sent.In(log);
        return response.IsSuccessStatusCode ? sent : sent with { Refused = $"{(int)response.StatusCode} {sent.Refused}".Trim() };
    }, harmless);

    private static Probe Message(string name, string topic, byte[]? body = null, int qos = 1, bool retain = false, bool passedOn = false,
        string? harmless = null) => new(name, async () =>
    {
        await using var host = await IngestHost.WithBrokerAsync();
        await using var client = await TestClient.ConnectAsync(host.Port);
        await client.PublishAsync(topic, body ?? Body, qos, retain);
        // Behind it: when this one is in the log, the other one is, if it ever will be.
        await client.SendAsync("D3", "v1", IngestHost.Block("D3", 0));
        var sent = Sent.In(host.Log);
        return passedOn && sent is { Stored: "", Refused: "" } ? sent with { Refused = "not telemetry" } : sent;
    }, harmless);

    private static byte[] Gzip()
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) gzip.Write(Body);
        return bytes.ToArray();
    }
}
