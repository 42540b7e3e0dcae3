using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Mqtt;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Ingest.Tests.Mqtt;

/// <summary>The whole way: client → real Mosquitto → subscription → log (fake) → acknowledgement.</summary>
[Collection(MemoryCollection.Name)]
public sealed class MqttIngestTests : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly TempFolder _folder = new();
    private readonly FakeLog _log = new();
    private readonly ConcurrentQueue<(string Topic, string Json)> _acknowledgements = new();
    private readonly SemaphoreSlim _acknowledged = new(0);
    private MosquittoBroker _broker = null!;
    private IHost _host = null!;
    private MosquittoClient _edge = null!;

    private static CancellationToken Soon => new CancellationTokenSource(Patience).Token;

    public async Task InitializeAsync()
    {
        _broker = await MosquittoBroker.StartAsync(new() { Folder = _folder.Path }, Soon);
        _host = BuildHost(_broker.Port);
        await _host.StartAsync();
        _edge = new MosquittoClient(new() { Port = _broker.Port, ClientId = "edge", ReconnectMaxDelay = TimeSpan.FromMilliseconds(100) }, (in MqttMessage m) =>
        {
            _acknowledgements.Enqueue((Encoding.UTF8.GetString(m.TopicUtf8), Encoding.UTF8.GetString(m.Payload)));
            _acknowledged.Release();
        });
        await _edge.ConnectAsync(Soon);
        await _edge.SubscribeAsync("maintenance/v1/+/+/+/+/ack", MqttQos.AtLeastOnce, Soon);
        await WaitHealthyAsync(_host);
    }

    public async Task DisposeAsync()
    {
        _log.Resume();
        await _edge.DisposeAsync();
        await _host.StopAsync();
        _host.Dispose();
        await _broker.DisposeAsync();
        _folder.Dispose();
        _acknowledged.Dispose();
    }

    private IHost BuildHost(int port)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("Mqtt:Port", $"{port}"), new("Mqtt:ReconnectMaxDelay", "00:00:00.2"), new("Ingest:MaxPayloadBytes", "1000000"), new("Mqtt:MaxBufferedBytes", "2000000"),
        ]);
        IngestHarness.AddTo(builder.Services, _log);
        builder.Services.AddLogging(l => l.ClearProviders());
        builder.Services.AddIngest(builder.Configuration);
        return builder.Build();
    }

    private static async Task WaitHealthyAsync(IHost host, HealthStatus wanted = HealthStatus.Healthy)
    {
        var health = host.Services.GetRequiredService<HealthCheckService>();
        while ((await health.CheckHealthAsync(Soon)).Status != wanted) await Task.Delay(10, Soon);
    }

    private static string Topic(string asset, string format) => $"maintenance/v1/north/s1/r1/{asset}/telemetry/{format}";

    private ValueTask SendAsync(string asset, string format, byte[] payload) => _edge.PublishAsync(Topic(asset, format), payload, MqttQos.AtLeastOnce, Soon);

    private ValueTask SendAsync(string asset, string json) => SendAsync(asset, "json", Encoding.UTF8.GetBytes(json));

    private static byte[] Block(string asset, long sequence, int readings = 10) => TelemetryCodecV1.Encode(new TelemetryRecord
    {
        Asset = asset,
        ReadingCount = readings,
        Flags = RecordFlags.Block | RecordFlags.Sequenced,
        Epoch = 77,
        Sequence = sequence,
        EventTimeUnixMicros = IngestHarness.NowMicros,
        IntervalMicros = 1000,
        Columns = [new(StandardChannels.RotarySpeed, string.Empty, new float[readings])],
    });

    [Fact]
    public async Task Client_that_knows_nothing_of_us_is_stored()
    {
        using var process = Process.Start(new ProcessStartInfo("mosquitto_pub")
        {
            ArgumentList = { "-p", $"{_broker.Port}", "-t", Topic("D1", "json"), "-q", "1", "-m", """{"time":"2026-05-04T11:59:00Z","rpm":118.5}""" },
        })!;
        await process.WaitForExitAsync(Soon);
        process.ExitCode.ShouldBe(0);

        await _log.WaitAsync(l => l.RecordCount == 1);

        _log.Records.ShouldHaveSingleItem()["rotary_speed"].ShouldBe([118.5f]);
    }

    [Fact]
    public async Task Durable_ranges_are_acknowledged_and_duplicates_are_acknowledged_again()
    {
        await SendAsync("D1", "v1", [.. Block("D1", 0), .. Block("D1", 10)]);
        await _acknowledged.WaitAsync(Soon);
        await SendAsync("D1", "v1", Block("D1", 10));
        await _acknowledged.WaitAsync(Soon);

        _acknowledgements.ShouldBe([("maintenance/v1/north/s1/r1/D1/ack", """{"epoch":77,"ranges":[[0,19]]}"""), ("maintenance/v1/north/s1/r1/D1/ack", """{"epoch":77,"ranges":[[10,19]]}""")]);
    }

    [Fact]
    public async Task Refused_numbered_record_is_acknowledged_as_refused()
    {
        await SendAsync("GHOST", "v1", Block("GHOST", 30));
        await _acknowledged.WaitAsync(Soon);

        _acknowledgements.ShouldHaveSingleItem().ShouldBe(("maintenance/v1/north/s1/r1/GHOST/ack", """{"epoch":77,"ranges":[],"rejected":[[30,39,"unknown-asset"]]}"""));
        _log.Letters.ShouldHaveSingleItem().Source.ShouldBe($"mqtt {Topic("GHOST", "v1")}");
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_the_log_has_it_and_a_failing_log_is_tried_again()
    {
        _log.FailingFlushes = 2;
        _log.Stall();
        await SendAsync("D1", "v1", Block("D1", 0));
        await SendAsync("D1", "json", "{}"u8.ToArray());
        _acknowledgements.ShouldBeEmpty();
        _log.RecordCount.ShouldBe(0);

        _log.Resume();
        await _acknowledged.WaitAsync(Soon);

        _log.FailingFlushes.ShouldBe(0);
        _log.Records.ShouldHaveSingleItem().Sequence.ShouldBe(0);
    }

    [Fact]
    public async Task Bad_neighbours_get_their_reasons_and_do_not_touch_another_asset()
    {
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var noise = new byte[200];
            random.NextBytes(noise);
            await SendAsync("D2", "json", noise);
            await SendAsync("D2", "v1", Block("D2", i)[..^(i + 1)]);
            await SendAsync("D2", """{"time":"2036-01-01T00:00:00Z","rpm":1}""");
            await SendAsync("D2", """{"time":1777896000,"rpm":NaN}""");
            await SendAsync("GHOST", """{"time":1777896000,"rpm":1}""");
            await SendAsync("D2", "avro", [1, 2, 3]);
            await SendAsync("D1", $$"""{"time":{{1777895000 + i}},"rpm":{{i}}}""");
        }

        await _log.WaitAsync(l => l.ReadingCount == 50 && l.LetterCount == 300);

        _log.Records.ShouldAllBe(r => r.Asset == "D1");
        _log.Letters.ShouldAllBe(l => l.Asset == "D2" || l.Asset == "GHOST");
        _log.Letters.Select(l => l.Reason).Distinct().ShouldBe(
            [
                DeadLetterReason.Malformed, DeadLetterReason.Truncated, DeadLetterReason.TimeAhead, DeadLetterReason.NotFinite, DeadLetterReason.UnknownAsset, DeadLetterReason.UnknownFormat,
            ], ignoreOrder: true);
    }

    [Fact]
    public async Task Payload_of_64_MiB_gets_a_dead_letter_with_its_beginning_and_the_next_message_is_taken()
    {
        var payload = new byte[64 * 1024 * 1024];
        payload.AsSpan().Fill((byte)'x');
        await SendAsync("D1", "json", payload);
        await SendAsync("D1", """{"time":1777896000,"rpm":1}""");

        await _log.WaitAsync(l => l.RecordCount == 1);

        var letter = _log.Letters.ShouldHaveSingleItem();
        (letter.Reason, letter.PayloadBytes, letter.Payload.Length).ShouldBe((DeadLetterReason.Oversized, payload.Length, 65_536));
    }

    [Fact]
    public async Task Killed_broker_is_waited_for_and_unacknowledged_records_sent_again_arrive()
    {
        await SendAsync("D1", "v1", Block("D1", 0));
        await _acknowledged.WaitAsync(Soon);

        Process.GetProcessById(_broker.ProcessId).Kill();
        await WaitHealthyAsync(_host, HealthStatus.Degraded);
        await WaitHealthyAsync(_host);
        await SendAsync("D1", "v1", Block("D1", 10));
        // The subscription may have come after the message; the edge's rule is to send again what is not acknowledged.
        while (!await _acknowledged.WaitAsync(TimeSpan.FromSeconds(1))) await SendAsync("D1", "v1", Block("D1", 10));

        _acknowledgements.Last().Json.ShouldBe("""{"epoch":77,"ranges":[[10,19]]}""");
    }

    [Fact]
    public async Task Stalled_log_under_a_flood_holds_no_more_than_its_bounds_and_loses_nothing_the_broker_could_queue()
    {
        const int messages = 20_000, readings = 100; // 20,000 × ~500 B = 10 MB, five times the buffer
        var payload = Block("D1", 0, readings);
        _log.Keep = false;
        _log.Stall();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var open = new Queue<Task>();
        for (var i = 0; i < messages; i++)
        {
            open.Enqueue(_edge.PublishAsync(Topic("D1", "v1"), payload, MqttQos.AtLeastOnce, Soon).AsTask());
            if (open.Count == 200) await open.Dequeue();
        }
        await Task.WhenAll(open);

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(12_000_000); // two arenas of 2 MB that grow by doubling, and a batch
        _log.Resume();
        await _log.WaitAsync(l => l.ReadingCount == (long)messages * readings);
    }

    [Fact]
    public async Task Unreachable_broker_at_start_is_degraded_and_names_the_options()
    {
        using var host = BuildHost(port: 1);
        await host.StartAsync();
        var health = host.Services.GetRequiredService<HealthCheckService>();
        await WaitHealthyAsync(host, HealthStatus.Degraded);

        var entry = (await health.CheckHealthAsync(Soon)).Entries["mqtt"];

        entry.Description!.ShouldContain("Mqtt:Host, Mqtt:Port");
        await host.StopAsync();
    }
}
