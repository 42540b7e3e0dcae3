using System.Buffers;
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Mqtt;
using Maintenance.Simulator.Physics;
using Maintenance.Tests.Mosquitto;
using Microsoft.Extensions.Logging.Abstractions;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace Maintenance.Simulator.Tests.Edge;

/// <summary>The edge against a real broker and a peer that acknowledges as Ingest does.</summary>
[Trait(TestKind.Name, TestKind.Server)]
public sealed class EdgeOverMosquittoTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private MosquittoServer _broker = null!;

    public async Task InitializeAsync() => _broker = await MosquittoServer.StartAsync(_folder.Path);

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SimulatorPayload.V1)]
    [InlineData(SimulatorPayload.Json)]
    public async Task Every_reading_is_acknowledged_even_though_the_peer_ignores_the_first_sending(SimulatorPayload payload)
    {
        await using var peer = await Peer.StartAsync(_broker.Port, ignoreFirst: 6);
        var fleet = SimulatedFleet.Create(new FleetOptions
        {
            Assets = 3, ReadingsPerSecond = 10, WaveformSamples = 64,
            WaveformEverySeconds = 1
        });
        using var outbox = Outbox.Open([.. fleet.Assets.Select(a => a.Id.Value)], null, 1 << 24, newEpoch: 7);
        await using var transport = Transport(fleet, payload);
        var agent = Agent(fleet, outbox, transport);
        using var stop = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        await agent.RunAsync(stop.Token);

        var report = agent.Report();
        report.Readings.ShouldBeGreaterThanOrEqualTo(3 * 30);
        report.IsSettled.ShouldBeTrue();
        report.Acknowledged.ShouldBe(report.Readings);
        peer.Readings.Count.ShouldBe((int)report.Readings);
        peer.Historical.ShouldBeGreaterThan(0);
        peer.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_killed_broker_costs_no_reading()
    {
        await using var peer = await Peer.StartAsync(_broker.Port, ignoreFirst: 0);
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 4, ReadingsPerSecond = 10, WaveformEverySeconds = 0 });
        using var outbox = Outbox.Open([.. fleet.Assets.Select(a => a.Id.Value)], Path.Combine(_folder.Path, "outbox"), 1 << 24,
            newEpoch: 8);
        await using var transport = Transport(fleet, SimulatorPayload.V1);
        var agent = Agent(fleet, outbox, transport);
        using var stop = new CancellationTokenSource();
        var run = agent.RunAsync(stop.Token);
        await Peer.UntilAsync(() => peer.Readings.Count >= 40);
        await _broker.KillAsync();
        var before = peer.Readings.Count;
        await _broker.RestartAsync();
        await Peer.UntilAsync(() => peer.Readings.Count >= before + 80);
        await stop.CancelAsync();
        await run;

        var report = agent.Report();
        report.IsSettled.ShouldBeTrue();
        peer.Readings.Count.ShouldBe((int)report.Readings);
    }

    private MqttEdgeTransport Transport(SimulatedFleet fleet, SimulatorPayload payload) => new(
        new MqttLinkOptions
        {
            Port = _broker.Port, ClientId = $"edge-{Guid.NewGuid():N}", ReconnectMaxDelay =
            TimeSpan.FromMilliseconds(500)
        }, fleet.Assets, payload, TimeProvider.System, NullLogger.Instance);

    private static EdgeAgent Agent(SimulatedFleet fleet, Outbox outbox, MqttEdgeTransport transport) => new(
        fleet, outbox, transport, new LinkFaults(1, LinkFaultOptions.None),
        new EdgeAgentOptions { AcknowledgeTimeout = TimeSpan.FromSeconds(1), DrainTimeout = TimeSpan.FromSeconds(20) }, TimeProvider.System,
        NullLogger.Instance);

    /// <summary>
    /// A standard client that decodes, remembers and acknowledges, after ignoring a number of messages; it connects again when it is cut
    /// off.
    /// </summary>
    private sealed class Peer : IAsyncDisposable
    {
        private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
        private readonly MqttClientOptions _options;
        private volatile bool _ended;
        private int _toIgnore;
        private int _historical;

        private Peer(int port, int ignoreFirst)
        {
            _options = new MqttClientOptionsBuilder().WithTcpServer("127.0.0.1", port).WithClientId($"peer-{Guid.NewGuid():N}").Build();
            _toIgnore = ignoreFirst;
            _client.ApplicationMessageReceivedAsync += received =>
                OnMessage(received.ApplicationMessage.Topic, received.ApplicationMessage.Payload.ToArray());
            _client.DisconnectedAsync += _ => ConnectAsync();
        }

        public ConcurrentDictionary<(string Asset, long Sequence), bool> Readings { get; } = new();

        public ConcurrentQueue<string> Errors { get; } = new();

        public int Historical => _historical;

        public static async Task<Peer> StartAsync(int port, int ignoreFirst)
        {
            var peer = new Peer(port, ignoreFirst);
            await peer.ConnectAsync();
            return peer;
        }

        public static async Task UntilAsync(Func<bool> condition)
        {
            var deadline = Stopwatch.GetTimestamp();
            while (!condition())
            {
                Stopwatch.GetElapsedTime(deadline).ShouldBeLessThan(TimeSpan.FromSeconds(60));
                await Task.Delay(20);
            }
        }

        public async ValueTask DisposeAsync()
        {
            _ended = true;
            await _client.DisconnectAsync();
            _client.Dispose();
        }

        private async Task ConnectAsync()
        {
            while (!_ended)
            {
                try
                {
                    await _client.ConnectAsync(_options);
                    await _client.SubscribeAsync("maintenance/v1/+/+/+/+/telemetry/#", MqttQualityOfServiceLevel.AtLeastOnce);
                    return;
                }
                catch (MqttCommunicationException)
                {
                    await Task.Delay(20); // the broker is not back yet
                }
            }
        }

        private async Task OnMessage(string name, byte[] payload)
        {
            if (Interlocked.Decrement(ref _toIgnore) >= 0) return;
            var topic = name.Split('/');
            var (asset, epoch, first, count, historical) = topic[^1] == "v1" ? FromV1(payload) : FromJson(payload);
            if (asset != topic[5]) Errors.Enqueue($"{asset} on the topic of {topic[5]}");
            if (historical) Interlocked.Increment(ref _historical);
            for (var i = 0; i < count; i++) Readings[(asset, first + i)] = true;
            var acknowledgement = $$"""{"epoch":{{epoch}},"ranges":[[{{first}},{{first + count - 1}}]],"rejected":[]}""";
            await _client.PublishStringAsync(string.Join('/', topic[..6]) + "/ack", acknowledgement, MqttQualityOfServiceLevel.AtLeastOnce);
        }

        private (string, long, long, int, bool) FromV1(byte[] payload)
        {
            var status = TelemetryRecordView.TryDecode(payload, out var view);
            if (status != DecodeStatus.Ok)
            {
                Errors.Enqueue(status.ToString());
                return ("", 0, 0, 0, false);
            }
            return (Encoding.ASCII.GetString(view.AssetUtf8), view.Epoch, view.Sequence, view.ReadingCount,
                view.Flags.HasFlag(RecordFlags.Historical));
        }

        private static (string, long, long, int, bool) FromJson(byte[] payload)
        {
            using var json = System.Text.Json.JsonDocument.Parse(payload);
            var root = json.RootElement;
            return (root.GetProperty("asset").GetString()!, root.GetProperty("epoch").GetInt64(), root.GetProperty("sequence").GetInt64(),
                root.GetProperty("channels").GetProperty("rotary_speed").GetArrayLength(), root.TryGetProperty("historical", out _));
        }
    }
}
