using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Maintenance.Core.Channels;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Sources.Http;
using Maintenance.Ingest.Tests.Sources.Mqtt;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Maintenance.Ingest.Tests.Sources;

/// <summary>Whatever its form, every input is in the account: as readings in the log, or as dead letters.</summary>
public sealed class AccountOfInputTests
{
    private const int Bodies = 200;

    public static TheoryData<string> Formats => [.. PayloadFormats.All.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_malformed_body_over_HTTP_is_stored_or_a_dead_letter(string name)
    {
        var log = new FakeLog();
        await using var app = await StartAsync(log);
        using var client = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        var format = PayloadFormats.FromTopicSegment(name)!;
        var (accepted, rejected) = (0L, 0L);
        foreach (var (body, what) in Malformed(format))
        {
            using var content = new ByteArrayContent(body);
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(format.ContentTypes[0]);
            using var response = await client.PostAsync($"{IngestEndpoints.Path}?asset=D1", content);
            var answer = JsonSerializer.Deserialize<IngestAnswer>(await response.Content.ReadAsStringAsync(), JsonSerializerOptions.Web)!;

            (answer.Accepted + answer.Rejected).ShouldBeGreaterThan(0, what);
            ((int)response.StatusCode).ShouldBe(answer.Accepted > 0 ? 200 : 400, what);
            answer.Reasons.ShouldAllBe(r => r.Detail.Length > 0, what);
            accepted += answer.Accepted;
            rejected += answer.Rejected;
            // Two readings of one instant with different channels become one.
            log.ReadingCount.ShouldBeInRange(1, Math.Max(accepted, 1), what);
            log.Letters.Sum(l => (long)l.Readings).ShouldBe(rejected, what);
        }
        rejected.ShouldBeGreaterThan(Bodies / 2);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task Every_malformed_payload_over_MQTT_is_stored_or_a_dead_letter_when_it_is_acknowledged(string name)
    {
        await using var host = await IngestHost.WithBrokerAsync();
        await using var client = await TestClient.ConnectAsync(host.Port);
        foreach (var (body, what) in Malformed(PayloadFormats.FromTopicSegment(name)!).Where(b => b.Body.Length > 0))
        {
            var before = host.Log.ReadingCount + host.Log.DeadLetterCount;

            (await client.SendAsync("D1", name, body)).IsSuccess.ShouldBeTrue(what);

            (host.Log.ReadingCount + host.Log.DeadLetterCount).ShouldBeGreaterThan(before, what);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public async Task An_empty_MQTT_message_clears_a_retained_one_and_is_no_reading(string name)
    {
        await using var host = await IngestHost.WithBrokerAsync();
        await using var client = await TestClient.ConnectAsync(host.Port);

        (await client.PublishAsync(IngestHost.Topic("D1", name), [], retain: true)).IsSuccess.ShouldBeTrue();
        (await client.SendAsync("D1", "v1", IngestHost.Block("D1", 0))).IsSuccess.ShouldBeTrue();

        host.Log.ReadingCount.ShouldBe(10);
        host.Log.Letters.ShouldBeEmpty();
    }

    private static async Task<WebApplication> StartAsync(FakeLog log)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Configuration.AddInMemoryCollection([new("Mqtt:Enabled", "false")]);
        IngestHarness.AddTo(builder.Services, log);
        builder.Services.AddIngest(builder.Configuration, broker: null);
        var app = builder.Build();
        app.MapIngest();
        await app.StartAsync();
        return app;
    }

    // A whole payload, what is left of it in odd forms, and changes made by chance: bytes changed, taken out, repeated, cut off.
    private static IEnumerable<(byte[] Body, string What)> Malformed(PayloadFormat format)
    {
        var whole = Whole(format.Name);
        yield return (whole, "whole");
        foreach (var odd in (string[])
                 [
                     "", " ", "\n", "\r\n\r\n", "\0", "\0\0\0\0", "\uFEFF", "[]", "[[]]", "{}", "[{}]", "null", "0", "\"\"", ",", ",,,",
                     "#", "time", "time,rpm", "time,rpm\r", "time,rpm\n\n\n", "asset;time;rpm\nD1;1777896000;1", "{\"time\":1777896000}",
                     "{\"values\":{}}", "{\"channels\":{}}", "MTR1", "MTR", "<a/>", "[] []", "{\"time\":1777896000,\"rpm\":1}x",
                 ])
            yield return (Encoding.UTF8.GetBytes(odd), $"'{odd}'");
        var random = new Random(11_26);
        for (var i = 0; i < Bodies; i++)
        {
            List<byte> body = [.. whole];
            for (var changes = random.Next(1, 6); changes > 0 && body.Count > 0; changes--)
            {
                var at = random.Next(body.Count);
                switch (random.Next(5))
                {
                    case 0: body[at] = (byte)random.Next(256); break;
                    case 1: body.RemoveAt(at); break;
                    case 2: body.InsertRange(at, body.Skip(at).Take(random.Next(20)).ToList()); break;
                    case 3: body.RemoveRange(at, Math.Min(random.Next(20), body.Count - at)); break;
                    default: body.RemoveAll(b => b is (byte)'\r' or (byte)'\n'); break;
                }
            }
            yield return ([.. body], $"{i}: {Convert.ToHexString([.. body])}");
        }
    }

    private static byte[] Whole(string format) => format switch
    {
        "json" => """[{"time":1777896000,"rpm":118.5,"own":7},{"time":1777896001,"rpm":119,"wob":null}]"""u8.ToArray(),
        "csv" => "time,rpm,wob\r\n1777896000,118.5,92000\r\n1777896001,119,\r\n"u8.ToArray(),
        _ => [.. TelemetryCodecV1.Encode(Record(0)), .. TelemetryCodecV1.Encode(Record(1))],
    };

    private static TelemetryRecord Record(int second) => new()
    {
        Asset = "D1",
        ReadingCount = 1,
        EventTimeUnixMicros = IngestHarness.NowMicros + (second * 1_000_000L),
        Columns = [new(StandardChannels.RotarySpeed, string.Empty, [118.5f]), new(TelemetryCodecV1.NamedChannel, "own", [7])],
    };
}
