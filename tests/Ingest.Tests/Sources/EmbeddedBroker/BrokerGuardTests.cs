using System.Net.Sockets;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Maintenance.Ingest.Tests.Sources.Mqtt;
using MQTTnet;
using MQTTnet.Formatter;

namespace Maintenance.Ingest.Tests.Sources.EmbeddedBroker;

/// <summary>What the embedded broker guards against: each fails with MQTTnet's server as it comes.</summary>
[Collection(MemoryCollection.Name)]
public sealed class BrokerGuardTests
{
    private static readonly string Telemetry = IngestHost.Topic("D1", "json");

    private static byte[] Reading(int i) => System.Text.Encoding.UTF8.GetBytes($$"""{"time":{{1777890000 + i}},"rpm":{{i}}}""");

    [Fact]
    public async Task Five_bytes_that_announce_256_MiB_reserve_nothing_and_end_the_connection()
    {
        await using var host = await IngestHost.WithBrokerAsync();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        for (var i = 0; i < 20; i++)
        {
            using var stranger = await RawClient.OpenAsync(host.Port);
            await stranger.SendAsync([0x10, 0xFF, 0xFF, 0xFF, 0x7F]);
            await stranger.ClosedAsync();
        }
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(20_000_000);
    }

    [Theory]
    [InlineData(268_435_455)]
    [InlineData(1_100_000)] // as much as is held whole, were it there
    public async Task Telemetry_that_announces_much_and_stops_holds_what_has_come_and_no_more(int announced)
    {
        await using var host = await IngestHost.WithBrokerAsync();
        var clients = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => RawClient.ConnectAsync(host.Port, $"liar-{i}")));
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var name = System.Text.Encoding.UTF8.GetBytes(Telemetry);
        foreach (var client in clients)
            await client.SendAsync([0x32, .. Length(announced), 0, (byte)name.Length, .. name, 0, 1, (byte)'{']);

        await using var honest = await TestClient.ConnectAsync(host.Port);
        await honest.SendAsync("D1", """{"time":1777896000,"rpm":1}""");

        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(20_000_000);
        host.Log.RecordCount.ShouldBe(1);
        foreach (var client in clients) client.Dispose();
    }

    [Fact]
    public async Task Payload_of_64_MiB_gets_a_dead_letter_with_its_beginning_holds_little_and_is_acknowledged()
    {
        await using var host = await IngestHost.WithBrokerAsync();
        using var client = await RawClient.ConnectAsync(host.Port, "large");
        var packet = RawClient.Publish(Telemetry, packetId: 7, [.. Enumerable.Repeat((byte)'x', 64 * 1024 * 1024)]);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await client.SendAsync(packet);

        (await client.ReceiveAsync(4)).ShouldBe([0x40, 2, 0, 7]);
        (GC.GetTotalAllocatedBytes(precise: true) - before).ShouldBeLessThan(20_000_000);
        var letter = host.Log.Letters.ShouldHaveSingleItem();
        (letter.Reason, letter.PayloadBytes, letter.Payload.Length).ShouldBe((DeadLetterReason.Oversized, 64 * 1024 * 1024, 65_536));
    }

    [Fact]
    public async Task Client_that_only_publishes_is_alive_and_a_silent_one_is_not()
    {
        await using var host = await IngestHost.WithBrokerAsync();
        using var busy = await RawClient.ConnectAsync(host.Port, "busy", keepAliveSeconds: 1);
        using var silent = await RawClient.ConnectAsync(host.Port, "silent", keepAliveSeconds: 1);
        var silence = silent.ClosedAsync();
        for (ushort id = 1; !silence.IsCompleted; id++)
        {
            await busy.SendAsync(RawClient.Publish(Telemetry, id, Reading(id)));
            (await busy.ReceiveAsync(4))[0].ShouldBe((byte)0x40);
        }

        await busy.SendAsync([0xC0, 0]);
        (await busy.ReceiveAsync(2)).ShouldBe([0xD0, 0]);
    }

    [Fact]
    public async Task Client_held_up_by_a_log_that_stands_still_is_not_taken_for_dead()
    {
        await using var host = await IngestHost.WithBrokerAsync(("Mqtt:Broker:MaxUnacknowledged", "1"));
        using var held = await RawClient.ConnectAsync(host.Port, "held", keepAliveSeconds: 1);
        using var silent = await RawClient.ConnectAsync(host.Port, "silent", keepAliveSeconds: 1);
        host.Log.Stall();
        await held.SendAsync([.. RawClient.Publish(Telemetry, 1, Reading(1)), .. RawClient.Publish(Telemetry, 2, Reading(2))]);
        await silent.ClosedAsync(); // as long as it took for this one

        host.Log.Resume();

        (await held.ReceiveAsync(8)).ShouldBe([0x40, 2, 0, 1, 0x40, 2, 0, 2]);
    }

    [Fact]
    public async Task Subscriber_is_promised_what_can_be_kept_qos_0()
    {
        await using var host = await IngestHost.WithBrokerAsync();
        await using var client = await TestClient.ConnectAsync(host.Port, MqttProtocolVersion.V500);

        (await client.SubscribeAsync("maintenance/v1/+/+/+/D1/ack")).ShouldBe(MqttClientSubscribeResultCode.GrantedQoS0);
    }

    [Fact]
    public async Task Subscriber_that_does_not_read_costs_no_more_than_its_queue_and_delays_nobody()
    {
        const int messages = 2000;
        await using var host = await IngestHost.WithBrokerAsync(("Mqtt:Broker:MaxQueuedBytes", "1000000"));
        host.Log.Keep = false;
        using var dropped = host.Meter("maintenance.ingest.broker.messages.dropped");
        using var deaf = await RawClient.ConnectAsync(host.Port, "deaf");
        await deaf.SendAsync([0x82, 6, 0, 1, 0, 1, (byte)'#', 1]);
        await deaf.ReceiveAsync(5);
        await using var client = await TestClient.ConnectAsync(host.Port);
        var payload = new byte[50_000];
        payload.AsSpan().Fill((byte)'x');
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < messages; i++) await client.PublishAsync("workshop/noise", payload); // 100 MB

        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(10_000_000);
        dropped.Sum.ShouldBeGreaterThan(messages / 2);
    }

    [Fact]
    public async Task Acknowledgements_outlast_what_mqttnet_would_queue()
    {
        const int messages = 3000; // MQTTnet drops the oldest of 1000
        await using var host = await IngestHost.WithBrokerAsync();
        host.Log.Keep = false;
        await using var listener = await TestClient.ConnectAsync(host.Port);
        await listener.SubscribeAsync("burst/+");
        await using var client = await TestClient.ConnectAsync(host.Port);
        await Task.WhenAll(Enumerable.Range(0, messages).Select(i => client.PublishAsync($"burst/{i}", [1], qos: 0)));
        for (var i = 0; i < messages; i++) await listener.HearAsync();

        listener.Heard.Select(m => m.Topic).Distinct().Count().ShouldBe(messages);
    }

    [Fact]
    public async Task Full_buffer_stalls_the_connection_and_nothing_is_lost()
    {
        const int messages = 60_000, bufferBytes = 2_000_000;
        await using var host = await IngestHost.WithBrokerAsync(("Mqtt:Broker:MaxUnacknowledged", "65535"));
        using var buffered = host.Meter("maintenance.ingest.mqtt.buffered");
        host.Log.Keep = false;
        host.Log.Stall();
        var payload = IngestHost.Block("D1", 0, readings: 100); // 60,000 × ~500 B = 30 MB, more than buffer and sockets hold
        var topic = IngestHost.Topic("D1", "v1");
        using var client = await RawClient.ConnectAsync(host.Port, "flood");
        byte[] all = [.. Enumerable.Range(1, messages).SelectMany(i => RawClient.Publish(topic, (ushort)i, payload))];
        var sending = client.SendAsync(all);
        while (buffered.Observe() < bufferBytes - (2 * payload.Length)) await Task.Delay(10, IngestHost.Soon);

        sending.IsCompleted.ShouldBeFalse();
        buffered.Observe().ShouldBeLessThanOrEqualTo(bufferBytes);
        client.Available.ShouldBe(0, "nothing is durable, nothing acknowledged");
        host.Log.Resume();
        await sending;
        await client.ReceiveAsync(4 * messages);
        host.Log.ReadingCount.ShouldBe(100L * messages);
    }

    [Fact]
    public async Task Messages_that_wait_for_the_log_are_bounded_per_connection_and_clients_of_mqtt_5_are_told()
    {
        await using var host = await IngestHost.WithBrokerAsync(("Mqtt:Broker:MaxUnacknowledged", "5"));
        await using var client = await TestClient.ConnectAsync(host.Port, MqttProtocolVersion.V500);
        client.Connection.ReceiveMaximum.ShouldBe((ushort)5);
        using var received = host.Meter("maintenance.ingest.mqtt.messages");
        using var raw = await RawClient.ConnectAsync(host.Port, "eager");
        host.Log.Stall();
        await raw.SendAsync([.. Enumerable.Range(1, 12).SelectMany(i => RawClient.Publish(Telemetry, (ushort)i, Reading(i)))]);
        await using var other = await TestClient.ConnectAsync(host.Port);
        var sending = other.SendAsync("D2", """{"time":1777896000,"rpm":1}"""); // others go on
        host.Log.Resume();
        await sending;

        (await raw.ReceiveAsync(4 * 12)).Where((_, i) => i % 4 == 3).ShouldBe(Enumerable.Range(1, 12).Select(i => (byte)i));
    }

    [Fact]
    public async Task Connections_are_bounded()
    {
        await using var host = await IngestHost.WithBrokerAsync(("Mqtt:Broker:MaxConnections", "2"));
        using var refused = host.Meter("maintenance.ingest.broker.connections.refused");
        using var connections = host.Meter("maintenance.ingest.broker.connections");
        using var first = await RawClient.ConnectAsync(host.Port, "first");
        using (await RawClient.ConnectAsync(host.Port, "second"))
        {
            using var third = await RawClient.OpenAsync(host.Port);
            await third.ClosedAsync();
            while (refused.Sum == 0) await Task.Delay(10, IngestHost.Soon); // counted after it is closed
            (refused.Sum, connections.Observe()).ShouldBe((1, 2));
        }
        while (connections.Observe() > 1) await Task.Delay(10, IngestHost.Soon);
        using var fourth = await RawClient.ConnectAsync(host.Port, "fourth");
    }

    [Fact]
    public async Task Ingest_hears_nothing_of_the_broker_by_subscription()
    {
        await using var host = await IngestHost.WithBrokerAsync();
        using var connections = host.Meter("maintenance.ingest.broker.connections");
        using var client = await RawClient.ConnectAsync(host.Port, "only");
        await client.SendAsync(RawClient.Publish(Telemetry, 1, Reading(1)));
        await client.ReceiveAsync(4);

        connections.Observe().ShouldBe(1); // no loopback client
        host.Log.RecordCount.ShouldBe(1);
    }

    [Theory]
    [InlineData(new byte[] { 0x30, 3, 0, 1, (byte)'a' })] // PUBLISH before CONNECT
    [InlineData(new byte[] { 0x10, 0xFF, 0xFF, 0xFF, 0xFF, 1 })] // a length of five bytes
    [InlineData(new byte[] { 0xC0, 0 })] // PINGREQ before CONNECT
    [InlineData(new byte[] { 0x10, 0 })] // an empty CONNECT
    [InlineData(new byte[] { 0, 0 })]
    public async Task What_no_client_sends_first_ends_the_connection(byte[] bytes)
    {
        await using var host = await IngestHost.WithBrokerAsync();
        using var client = await RawClient.OpenAsync(host.Port);
        await client.SendAsync(bytes);

        await client.ClosedAsync();
    }

    [Theory]
    [InlineData("D+", 1, 1)] // a wildcard in a topic name
    [InlineData("D1", 0, 1)] // packet identifier 0
    [InlineData("D1", 1, 3)] // QoS 3
    public async Task Publish_outside_the_standard_ends_the_connection_and_stores_nothing(string asset, ushort packetId, int qos)
    {
        await using var host = await IngestHost.WithBrokerAsync();
        using var client = await RawClient.ConnectAsync(host.Port, "wrong");
        await client.SendAsync(RawClient.Publish(IngestHost.Topic(asset, "json"), packetId, Reading(1), qos));

        await client.ClosedAsync();
        (host.Log.RecordCount, host.Log.DeadLetterCount).ShouldBe((0, 0));
    }

    [Fact]
    public async Task Random_bytes_end_their_connection_and_touch_nobody_else()
    {
        const int seed = 20261126;
        var random = new Random(seed);
        await using var host = await IngestHost.WithBrokerAsync();
        await using var bystander = await TestClient.ConnectAsync(host.Port);
        var connected = RawClient.Connect("random", keepAliveSeconds: 0, clean: true);
        var publish = RawClient.Publish(Telemetry, 1, Reading(1));
        for (var i = 0; i < 500; i++)
        {
            using var client = await RawClient.OpenAsync(host.Port);
            var bytes = (byte[])[.. connected, .. publish, .. publish];
            for (var k = random.Next(1, 6); k > 0; k--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            await client.SendAsync(bytes);
        }

        await bystander.SendAsync("D2", """{"time":1777896000,"rpm":1}""");
        host.Log.Records.ShouldContain(r => r.Asset == "D2", $"seed {seed}");
    }

    [Fact]
    public void Taken_port_is_an_error_of_the_socket_at_once()
    {
        using var first = BrokerSocket.Listen(0);

        Should.Throw<SocketException>(() => BrokerSocket.Listen(first.Port)).SocketErrorCode.ShouldBe(SocketError.AddressAlreadyInUse);
    }

    [Theory]
    [InlineData("#", true)]
    [InlineData("maintenance/v1/#", true)]
    [InlineData("maintenance/v1/north/+/+/+/telemetry/json", true)]
    [InlineData("maintenance/v1/+/+/+/+/telemetry/+/#", true)]
    [InlineData("maintenance/v1/+/+/+/+/ack", false)]
    [InlineData("maintenance/v1/a/b/c/d/telemetry", false)]
    [InlineData("maintenance/v2/a/b/c/d/telemetry/json", false)]
    [InlineData("maintenance/v1/a/b/c/d/telemetry/json/x", false)]
    public void Filters_that_can_hear_telemetry_are_known(string filter, bool hears) =>
        Fanout.Overlap(filter, Ingest.Sources.Mqtt.TelemetryTopic.Filter).ShouldBe(hears);

    // MQTT 5, 1.5.5: seven bits a byte, lowest first; the eighth says that more follow.
    private static IEnumerable<byte> Length(int bytes)
    {
        for (; bytes > 0x7F; bytes >>= 7) yield return (byte)(bytes | 0x80);
        yield return (byte)bytes;
    }
}
