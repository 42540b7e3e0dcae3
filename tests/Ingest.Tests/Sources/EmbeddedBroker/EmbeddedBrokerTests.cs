using System.Diagnostics;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Tests.Sources.Mqtt;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Maintenance.Ingest.Tests.Sources.EmbeddedBroker;

/// <summary>The embedded broker as standard clients see it, over the fake log.</summary>
public sealed class EmbeddedBrokerTests : IAsyncLifetime
{
    private static readonly string Telemetry = IngestHost.Topic("D1", "json");
    private IngestHost _host = null!;

    private FakeLog Log => _host.Log;

    public async Task InitializeAsync() => _host = await IngestHost.WithBrokerAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    private static byte[] Reading(int i) => System.Text.Encoding.UTF8.GetBytes($$"""{"time":{{1777890000 + i}},"rpm":{{i}}}""");

    [Theory]
    [InlineData("mqttv311")]
    [InlineData("mqttv5")]
    public async Task Mosquitto_pub_without_a_client_id_is_let_in_and_stored(string version)
    {
        using var process = Process.Start(new ProcessStartInfo("mosquitto_pub")
        {
            ArgumentList = { "-V", version, "-p", $"{_host.Port}", "-t", Telemetry, "-q", "1", "-m",
                """{"time":"2026-05-04T11:59:00Z","rpm":118.5}""" },
        })!;
        await process.WaitForExitAsync(IngestHost.Soon);

        process.ExitCode.ShouldBe(0);
        Log.Records.ShouldHaveSingleItem()["rotary_speed"].ShouldBe([118.5f]); // durable before it was acknowledged
    }

    [Fact]
    public async Task Client_without_an_id_that_wants_its_session_kept_is_not_let_in()
    {
        using var client = await RawClient.OpenAsync(_host.Port);
        await client.SendAsync(RawClient.Connect("", keepAliveSeconds: 0, clean: false));

        await client.ClosedAsync();
    }

    [Theory]
    [InlineData(MqttProtocolVersion.V311, 1)]
    [InlineData(MqttProtocolVersion.V311, 2)]
    [InlineData(MqttProtocolVersion.V500, 1)]
    [InlineData(MqttProtocolVersion.V500, 2)]
    public async Task Acknowledgement_means_durable(MqttProtocolVersion version, int qos)
    {
        await using var client = await TestClient.ConnectAsync(_host.Port, version);
        using var received = _host.Meter("maintenance.ingest.mqtt.messages");
        Log.Stall();
        var publishing = client.SendAsync("D1", """{"time":1777896000,"rpm":1}""", qos);
        while (received.Sum == 0) await Task.Delay(10, IngestHost.Soon);

        publishing.IsCompleted.ShouldBeFalse();
        Log.Resume();
        (await publishing).IsSuccess.ShouldBeTrue();
        Log.RecordCount.ShouldBe(1);
    }

    [Fact]
    public async Task While_the_log_fails_nothing_is_acknowledged_and_then_everything()
    {
        await using var client = await TestClient.ConnectAsync(_host.Port);
        using var retries = _host.Meter("maintenance.ingest.log.retries");
        Log.FailingFlushes = 3;
        var publishing = client.SendAsync("D1", """{"time":1777896000,"rpm":1}""");
        while (retries.Sum < 2) (publishing.IsCompleted && Log.FailingFlushes > 0).ShouldBeFalse();

        await publishing;

        retries.Sum.ShouldBe(3);
        Log.RecordCount.ShouldBe(1);
        (await _host.HealthAsync()).Status.ShouldBe(HealthStatus.Healthy);
    }

    [Fact]
    public async Task Refused_payload_is_durable_as_a_dead_letter_before_it_is_acknowledged()
    {
        await using var client = await TestClient.ConnectAsync(_host.Port);

        await client.SendAsync("D1", "not json");

        Log.Letters.ShouldHaveSingleItem().Reason.ShouldBe(DeadLetterReason.Malformed);
    }

    [Fact]
    public async Task Qos_0_goes_into_the_log_without_a_promise()
    {
        await using var client = await TestClient.ConnectAsync(_host.Port);

        await client.SendAsync("D1", """{"time":1777896000,"rpm":1}""", qos: 0);

        await Log.WaitAsync(l => l.RecordCount == 1);
    }

    [Fact]
    public async Task Many_clients_that_pipeline_share_their_flushes()
    {
        const int clients = 40, each = 50;
        Log.Keep = false;
        var connected = await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => TestClient.ConnectAsync(_host.Port)));
        Log.Stall();
        var publishing = connected.SelectMany((c, k) => Enumerable.Range(0, each)
            .Select(i => c.PublishAsync(Telemetry, Reading((k * each) + i)))).ToArray();
        Log.Resume();
        await Task.WhenAll(publishing);

        Log.ReadingCount.ShouldBe(clients * each);
        Log.Flushes.ShouldBeLessThan(clients * each / 10);
        foreach (var client in connected) await client.DisposeAsync();
    }

    [Fact]
    public async Task Numbered_readings_are_acknowledged_to_the_edge_too()
    {
        await using var edge = await TestClient.ConnectAsync(_host.Port);
        await edge.SubscribeAsync("maintenance/v1/+/+/+/D1/ack");

        await edge.SendAsync("D1", "v1", IngestHost.Block("D1", 0));
        await edge.HearAsync();

        edge.Heard.ShouldHaveSingleItem().ShouldBe(("maintenance/v1/north/s1/r1/D1/ack", """{"epoch":77,"ranges":[[0,9]]}"""));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(0)]
    public async Task Telemetry_reaches_whoever_hears_its_topic(int qos)
    {
        await using var listener = await TestClient.ConnectAsync(_host.Port);
        await listener.SubscribeAsync("maintenance/v1/north/#");
        await using var client = await TestClient.ConnectAsync(_host.Port, MqttProtocolVersion.V500);

        await client.SendAsync("D1", """{"time":1777896000,"rpm":1}""", qos);
        await listener.HearAsync();

        listener.Heard.First().ShouldBe((Telemetry, """{"time":1777896000,"rpm":1}"""));
        await Log.WaitAsync(l => l.RecordCount == 1);
    }

    [Fact]
    public async Task Other_topics_are_passed_on_and_retained_ones_wait_for_those_who_come_later()
    {
        await using var client = await TestClient.ConnectAsync(_host.Port);
        await client.PublishAsync("workshop/lamp", "on"u8.ToArray(), retain: true);
        await using var late = await TestClient.ConnectAsync(_host.Port);
        await late.SubscribeAsync("workshop/+");
        await late.HearAsync();

        late.Heard.ShouldHaveSingleItem().ShouldBe(("workshop/lamp", "on"));
        (Log.RecordCount, Log.DeadLetterCount).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Will_on_a_telemetry_topic_goes_into_the_log()
    {
        await using var client = await TestClient.ConnectAsync(_host.Port, MqttProtocolVersion.V311, o => o
            .WithWillTopic(Telemetry).WithWillPayload("""{"time":1777896000,"rpm":0}""")
                .WithWillQualityOfServiceLevel(MqttQualityOfServiceLevel.AtLeastOnce));
        client.Drop();

        await Log.WaitAsync(l => l.RecordCount == 1);
    }

    [Fact]
    public async Task Nobody_but_ingest_may_say_what_is_durable()
    {
        await using var edge = await TestClient.ConnectAsync(_host.Port);
        await edge.SubscribeAsync("maintenance/v1/+/+/+/+/ack");
        await using var liar = await TestClient.ConnectAsync(_host.Port, MqttProtocolVersion.V500);

        var result = await liar.PublishAsync("maintenance/v1/north/s1/r1/D1/ack", """{"epoch":77,"ranges":[[0,999]]}"""u8.ToArray());
        await liar.SendAsync("D1", "v1", IngestHost.Block("D1", 0));
        await edge.HearAsync();

        result.ReasonCode.ShouldBe(MqttClientPublishReasonCode.NotAuthorized);
        edge.Heard.ShouldHaveSingleItem().Text.ShouldBe("""{"epoch":77,"ranges":[[0,9]]}""");
    }

    [Fact]
    public async Task Client_that_comes_again_under_its_name_takes_the_place_of_the_first()
    {
        await using var first = await TestClient.ConnectAsync(_host.Port, MqttProtocolVersion.V311, o => o.WithClientId("twin"));
        await using var second = await TestClient.ConnectAsync(_host.Port, MqttProtocolVersion.V311, o => o.WithClientId("twin"));
        await first.Disconnected.Task.WaitAsync(IngestHost.Soon);

        await second.SendAsync("D1", """{"time":1777896000,"rpm":1}""");

        Log.RecordCount.ShouldBe(1);
    }
}
