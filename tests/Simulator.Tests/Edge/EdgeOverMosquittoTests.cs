using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Maintenance.Core.Telemetry;
using Maintenance.Mqtt;
using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Logging.Abstractions;

namespace Maintenance.Simulator.Tests.Edge;

/// <summary>The edge against a real broker and a peer that acknowledges as Ingest does.</summary>
public sealed class EdgeOverMosquittoTests : IAsyncLifetime, IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private MosquittoBroker _broker = null!;

    public async Task InitializeAsync() => _broker = await MosquittoBroker.StartAsync(new MosquittoBrokerOptions { Folder = _folder.Path }, CancellationToken.None);

    public async Task DisposeAsync() => await _broker.DisposeAsync();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(SimulatorPayload.V1)]
    [InlineData(SimulatorPayload.Json)]
    public async Task Every_reading_is_acknowledged_even_though_the_peer_ignores_the_first_sending(SimulatorPayload payload)
    {
        await using var peer = await Peer.StartAsync(_broker.Port, ignoreFirst: 6);
        var fleet = SimulatedFleet.Create(new FleetOptions { Assets = 3, ReadingsPerSecond = 10, WaveformSamples = 64, WaveformEverySeconds = 1 });
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
        using var outbox = Outbox.Open([.. fleet.Assets.Select(a => a.Id.Value)], Path.Combine(_folder.Path, "outbox"), 1 << 24, newEpoch: 8);
        await using var transport = Transport(fleet, SimulatorPayload.V1);
        var agent = Agent(fleet, outbox, transport);
        using var stop = new CancellationTokenSource();
        var run = agent.RunAsync(stop.Token);
        await Peer.UntilAsync(() => peer.Readings.Count >= 40);
        using (var broker = Process.GetProcessById(_broker.ProcessId)) broker.Kill();
        var before = peer.Readings.Count;
        await Peer.UntilAsync(() => _broker.StartCount > 1 && peer.Readings.Count >= before + 80);
        await stop.CancelAsync();
        await run;

        var report = agent.Report();
        report.IsSettled.ShouldBeTrue();
        peer.Readings.Count.ShouldBe((int)report.Readings);
    }

    private MqttEdgeTransport Transport(SimulatedFleet fleet, SimulatorPayload payload) => new(
        new MosquittoClientOptions { Port = _broker.Port, ClientId = $"edge-{Guid.NewGuid():N}", ReconnectMaxDelay = TimeSpan.FromMilliseconds(500) }, fleet.Assets, payload, NullLogger.Instance);

    private static EdgeAgent Agent(SimulatedFleet fleet, Outbox outbox, MqttEdgeTransport transport) => new(
        fleet, outbox, transport, new LinkFaults(1, LinkFaultOptions.None),
        new EdgeAgentOptions { AcknowledgeTimeout = TimeSpan.FromSeconds(1), DrainTimeout = TimeSpan.FromSeconds(20) }, TimeProvider.System, NullLogger.Instance);

    /// <summary>Decodes, remembers and acknowledges, after ignoring a number of messages.</summary>
    private sealed class Peer : IAsyncDisposable
    {
        private MosquittoClient _client = null!;
        private int _toIgnore;
        private int _historical;

        public ConcurrentDictionary<(string Asset, long Sequence), bool> Readings { get; } = new();

        public ConcurrentQueue<string> Errors { get; } = new();

        public int Historical => _historical;

        public static async Task<Peer> StartAsync(int port, int ignoreFirst)
        {
            var peer = new Peer { _toIgnore = ignoreFirst };
            peer._client = new MosquittoClient(
                new MosquittoClientOptions { Port = port, ClientId = $"peer-{Guid.NewGuid():N}", ReconnectMaxDelay = TimeSpan.FromMilliseconds(500) }, peer.OnMessage);
            await peer._client.ConnectAsync(CancellationToken.None);
            await peer._client.SubscribeAsync("maintenance/v1/+/+/+/+/telemetry/#", MqttQos.AtLeastOnce, CancellationToken.None);
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

        public ValueTask DisposeAsync() => _client.DisposeAsync();

        private void OnMessage(in MqttMessage message)
        {
            if (Interlocked.Decrement(ref _toIgnore) >= 0) return;
            var topic = Encoding.UTF8.GetString(message.TopicUtf8).Split('/');
            var (asset, epoch, first, count, historical) = topic[^1] == "v1" ? FromV1(message.Payload) : FromJson(message.Payload);
            if (asset != topic[5]) Errors.Enqueue($"{asset} on the topic of {topic[5]}");
            if (historical) Interlocked.Increment(ref _historical);
            for (var i = 0; i < count; i++) Readings[(asset, first + i)] = true;
            var acknowledgement = $$"""{"epoch":{{epoch}},"ranges":[[{{first}},{{first + count - 1}}]],"rejected":[]}""";
            _client.TryPublish(string.Join('/', topic[..6]) + "/ack", Encoding.UTF8.GetBytes(acknowledgement), MqttQos.AtLeastOnce);
        }

        private (string, long, long, int, bool) FromV1(ReadOnlySpan<byte> payload)
        {
            var status = TelemetryRecordView.TryDecode(payload, out var view);
            if (status != DecodeStatus.Ok)
            {
                Errors.Enqueue(status.ToString());
                return ("", 0, 0, 0, false);
            }
            return (Encoding.ASCII.GetString(view.AssetUtf8), view.Epoch, view.Sequence, view.ReadingCount, view.Flags.HasFlag(RecordFlags.Historical));
        }

        private static (string, long, long, int, bool) FromJson(ReadOnlySpan<byte> payload)
        {
            using var json = System.Text.Json.JsonDocument.Parse(payload.ToArray());
            var root = json.RootElement;
            return (root.GetProperty("asset").GetString()!, root.GetProperty("epoch").GetInt64(), root.GetProperty("sequence").GetInt64(),
                root.GetProperty("channels").GetProperty("rotary_speed").GetArrayLength(), root.TryGetProperty("historical", out _));
        }
    }
}
