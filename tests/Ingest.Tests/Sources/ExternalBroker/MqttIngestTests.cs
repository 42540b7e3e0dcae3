using System.Diagnostics;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Sources.Mqtt;
using Maintenance.Ingest.Tests.Sources.Mqtt;
using Maintenance.Tests.Mosquitto;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Maintenance.Ingest.Tests.Sources.ExternalBroker;

/// <summary>The whole way at an external broker: client → real Mosquitto → subscription → log (fake) → acknowledgement.</summary>
[Collection(MemoryCollection.Name)]
[Trait(TestKind.Name, TestKind.Server)]
public sealed class MqttIngestTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private MosquittoServer _broker = null!;
    private IngestHost _host = null!;
    private TestClient _edge = null!;

    private FakeLog Log => _host.Log;

    public async Task InitializeAsync()
    {
        _broker = await MosquittoServer.StartAsync(_folder.Path, "allow_anonymous true", "max_inflight_messages 0",
            "max_packet_size 83886080", "message_size_limit 0");
        _host = await IngestHost.AtBrokerAsync(_broker.Port);
        _edge = await TestClient.ConnectAsync(_broker.Port);
        await _edge.SubscribeAsync("maintenance/v1/+/+/+/+/ack");
        await _host.WaitForAsync(HealthStatus.Healthy);
    }

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        await _edge.DisposeAsync();
        await _broker.DisposeAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task Client_that_knows_nothing_of_us_is_stored()
    {
        using var process = Process.Start(new ProcessStartInfo("mosquitto_pub")
        {
            ArgumentList = { "-p", $"{_broker.Port}", "-t", IngestHost.Topic("D1", "json"), "-q", "1", "-m",
                """{"time":"2026-05-04T11:59:00Z","rpm":118.5}""" },
        })!;
        await process.WaitForExitAsync(IngestHost.Soon);
        process.ExitCode.ShouldBe(0);

        await Log.WaitAsync(l => l.RecordCount == 1);

        Log.Records.ShouldHaveSingleItem()["rotary_speed"].ShouldBe([118.5f]);
    }

    [Fact]
    public async Task Durable_ranges_are_acknowledged_and_duplicates_are_acknowledged_again()
    {
        await _edge.SendAsync("D1", "v1", [.. IngestHost.Block("D1", 0), .. IngestHost.Block("D1", 10)]);
        await _edge.HearAsync();
        await _edge.SendAsync("D1", "v1", IngestHost.Block("D1", 10));
        await _edge.HearAsync();

        _edge.Heard.ShouldBe([("maintenance/v1/north/s1/r1/D1/ack", """{"epoch":77,"ranges":[[0,19]]}"""),
            ("maintenance/v1/north/s1/r1/D1/ack", """{"epoch":77,"ranges":[[10,19]]}""")]);
    }

    [Fact]
    public async Task Refused_numbered_record_is_acknowledged_as_refused()
    {
        await _edge.SendAsync("GHOST", "v1", IngestHost.Block("GHOST", 30));
        await _edge.HearAsync();

        _edge.Heard.ShouldHaveSingleItem()
            .ShouldBe(("maintenance/v1/north/s1/r1/GHOST/ack", """{"epoch":77,"ranges":[],"rejected":[[30,39,"unknown-asset"]]}"""));
        Log.Letters.ShouldHaveSingleItem().Source.ShouldBe($"mqtt {IngestHost.Topic("GHOST", "v1")}");
    }

    [Fact]
    public async Task Nothing_is_acknowledged_before_the_log_has_it_and_a_failing_log_is_tried_again()
    {
        Log.FailingFlushes = 2;
        Log.Stall();
        await _edge.SendAsync("D1", "v1", IngestHost.Block("D1", 0));
        await _edge.SendAsync("D1", "json", "{}"u8.ToArray());
        _edge.Heard.ShouldBeEmpty();
        Log.RecordCount.ShouldBe(0);

        Log.Resume();
        await _edge.HearAsync();

        Log.FailingFlushes.ShouldBe(0);
        Log.Records.ShouldHaveSingleItem().Sequence.ShouldBe(0);
    }

    [Fact]
    public async Task Bad_neighbours_get_their_reasons_and_do_not_touch_another_asset()
    {
        var random = new Random(3);
        for (var i = 0; i < 50; i++)
        {
            var noise = new byte[200];
            random.NextBytes(noise);
            await _edge.SendAsync("D2", "json", noise);
            await _edge.SendAsync("D2", "v1", IngestHost.Block("D2", i)[..^(i + 1)]);
            await _edge.SendAsync("D2", """{"time":"2036-01-01T00:00:00Z","rpm":1}""");
            await _edge.SendAsync("D2", """{"time":1777896000,"rpm":NaN}""");
            await _edge.SendAsync("GHOST", """{"time":1777896000,"rpm":1}""");
            await _edge.SendAsync("D2", "no-format", [1, 2, 3]);
            await _edge.SendAsync("D1", $$"""{"time":{{1777895000 + i}},"rpm":{{i}}}""");
        }

        await Log.WaitAsync(l => l.ReadingCount == 50 && l.DeadLetterCount == 300);

        Log.Records.ShouldAllBe(r => r.Asset == "D1");
        Log.Letters.ShouldAllBe(l => l.Asset == "D2" || l.Asset == "GHOST");
        Log.Letters.Select(l => l.Reason).Distinct().ShouldBe(
            [
                DeadLetterReason.Malformed, DeadLetterReason.Truncated, DeadLetterReason.TimeAhead, DeadLetterReason.NotFinite,
                DeadLetterReason.UnknownAsset, DeadLetterReason.UnknownFormat,
            ], ignoreOrder: true);
    }

    [Fact]
    public async Task Payload_of_64_MiB_gets_a_dead_letter_with_its_beginning_and_the_next_message_is_taken()
    {
        var payload = new byte[64 * 1024 * 1024];
        payload.AsSpan().Fill((byte)'x');
        var file = Path.Combine(_folder.Path, "payload");
        await File.WriteAllBytesAsync(file, payload);
        // MQTTnet's client would take minutes: it sends 64 MiB to Mosquitto at 2 MiB/s.
        using var process = Process.Start("mosquitto_pub", ["-p", $"{_broker.Port}", "-t", IngestHost.Topic("D1", "json"), "-q", "1", "-f",
            file]);
        await process.WaitForExitAsync(IngestHost.Soon);
        await _edge.SendAsync("D1", """{"time":1777896000,"rpm":1}""");

        await Log.WaitAsync(l => l.RecordCount == 1);

        var letter = Log.Letters.ShouldHaveSingleItem();
        (letter.Reason, letter.PayloadBytes, letter.Payload.Length).ShouldBe((DeadLetterReason.Oversized, payload.Length, 65_536));
    }

    [Fact]
    public async Task Killed_broker_is_waited_for_and_unacknowledged_records_sent_again_arrive()
    {
        await _edge.SendAsync("D1", "v1", IngestHost.Block("D1", 0));
        await _edge.HearAsync();

        await _broker.KillAsync();
        await _host.WaitForAsync(HealthStatus.Degraded);
        await _broker.RestartAsync();
        await _host.WaitForAsync(HealthStatus.Healthy);
        await using var edge = await TestClient.ConnectAsync(_broker.Port);
        await edge.SubscribeAsync("maintenance/v1/+/+/+/+/ack");
        // The connection for acknowledgements may come later than the subscription; the edge's rule is to send again what is not
        // acknowledged.
        do await edge.SendAsync("D1", "v1", IngestHost.Block("D1", 10));
        while (!await edge.HearAsync(TimeSpan.FromSeconds(1)));

        edge.Heard.Last().Text.ShouldBe("""{"epoch":77,"ranges":[[10,19]]}""");
    }

    [Theory]
    [InlineData(MqttProtocol.V5)]
    [InlineData(MqttProtocol.V311)]
    public async Task Stalled_log_under_a_flood_holds_no_more_than_its_bounds_and_loses_nothing_the_broker_could_queue(
        MqttProtocol protocol)
    {
        const int messages = 20_000, readings = 100; // 20,000 × ~500 B = 10 MB, five times the buffer
        await _host.DisposeAsync();
        _host = await IngestHost.AtBrokerAsync(_broker.Port, ("Mqtt:Protocol", $"{protocol}"));
        await _host.WaitForAsync(HealthStatus.Healthy);
        var payload = IngestHost.Block("D1", 0, readings);
        Log.Keep = false;
        Log.Stall();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var open = new Queue<Task>();
        for (var i = 0; i < messages; i++)
        {
            open.Enqueue(_edge.SendAsync("D1", "v1", payload));
            if (open.Count == 200) await open.Dequeue();
        }
        await Task.WhenAll(open);

        // two arenas of 2 MB that grow by doubling, and a batch
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(12_000_000);
        Log.Resume();
        await Log.WaitAsync(l => l.ReadingCount >= (long)messages * readings);
    }

    [Theory]
    [InlineData(MqttProtocol.V5)]
    [InlineData(MqttProtocol.V311)]
    public async Task What_was_received_and_not_appended_comes_again_after_a_restart(MqttProtocol protocol)
    {
        const int messages = 50;
        await _host.DisposeAsync();
        _host = await IngestHost.AtBrokerAsync(_broker.Port, ("Mqtt:Protocol", $"{protocol}"));
        await _host.WaitForAsync(HealthStatus.Healthy);
        using var received = _host.Meter("maintenance.ingest.mqtt.messages");
        Log.Stall();
        for (var i = 0; i < messages; i++) await _edge.SendAsync("D1", $$"""{"time":{{1777895000 + i}},"rpm":{{i}}}""");
        while (received.Sum == 0) await Task.Delay(10, IngestHost.Soon);
        await _host.AbandonAsync();

        await using var next = await IngestHost.AtBrokerAsync(_broker.Port, ("Mqtt:Protocol", $"{protocol}"));
        await next.Log.WaitAsync(l => l.ReadingCount == messages);
    }

    [Fact]
    public async Task Of_two_clients_with_one_id_one_is_told_which_option_to_change_and_leaves_the_session_to_the_other()
    {
        await using var second = await IngestHost.AtBrokerAsync(_broker.Port);

        var complaint = "";
        IngestHost? other = null;
        while (other is null)
        {
            foreach (var (host, rival) in new[] { (_host, second), (second, _host) })
                if ((await host.HealthAsync()).Description is { } text && text.Contains("Mqtt:ClientId", StringComparison.Ordinal))
                    (complaint, other) = (text, rival);
            await Task.Delay(10, IngestHost.Soon);
        }
        complaint.ShouldContain("another client uses the same client id 'maintenance-ingest' (Mqtt:ClientId)");
        double.Parse(complaint.Split("next attempt in ")[1].Split(' ')[0], System.Globalization.CultureInfo.CurrentCulture)
            .ShouldBeGreaterThanOrEqualTo(60, "else the two disconnect each other many times a minute");
        await other.WaitForAsync(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Unreachable_broker_at_start_is_degraded_and_names_the_options()
    {
        await using var host = await IngestHost.AtBrokerAsync(port: 1);
        await host.WaitForAsync(HealthStatus.Degraded);

        (await host.HealthAsync()).Description!.ShouldContain("Mqtt:Host, Mqtt:Port");
    }
}
