using System.Text;
using System.Threading.Channels;
using Maintenance.Core.Assets;
using Maintenance.Mqtt;
using Microsoft.Extensions.Logging;

namespace Maintenance.Simulator.Edge;

/// <summary>Records over MQTT QoS 1; acknowledgements from <c>…/{asset}/ack</c>. One connection serves all drills of the process, as a gateway does.</summary>
internal sealed partial class MqttEdgeTransport : IEdgeTransport
{
    private readonly MosquittoClient _client;
    private readonly SimulatorPayload _payload;
    private readonly string[] _topics;
    private readonly Dictionary<string, int> _assets = new(StringComparer.Ordinal);
    private readonly Channel<EdgeEvent> _events = Channel.CreateBounded<EdgeEvent>(new BoundedChannelOptions(10_000) { SingleReader = true });

    public MqttEdgeTransport(MosquittoClientOptions options, IReadOnlyList<Asset> assets, SimulatorPayload payload, ILogger logger)
    {
        _payload = payload;
        _topics = [.. assets.Select(a => Wire.TelemetryTopic(a, payload))];
        for (var i = 0; i < assets.Count; i++) _assets.Add(assets[i].Id.Value, i);
        _client = new MosquittoClient(options, OnMessage);
        _client.StateChanged += change =>
        {
            if (change.State == MqttConnectionState.Connected)
            {
                LogConnected(logger, options.Host, options.Port);
                _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Connected, 0, null));
            }
            else if (change.State == MqttConnectionState.Disconnected)
            {
                LogDisconnected(logger, options.Host, options.Port, change.Reason);
            }
        };
    }

    public ChannelReader<EdgeEvent> Events => _events.Reader;

    public bool IsReady => _client.IsConnected;

    public void Start()
    {
        _client.Start();
        Observe(_client.SubscribeAsync(Wire.AcknowledgementFilter, MqttQos.AtLeastOnce, CancellationToken.None));
    }

    public bool TrySend(int asset, ReadOnlySpan<byte> record) =>
        _client.TryPublish(_topics[asset], _payload == SimulatorPayload.V1 ? record : EdgeJson.Encode(record), MqttQos.AtLeastOnce);

    public void Flush()
    {
        // Each record went out at once.
    }

    public async ValueTask DisposeAsync()
    {
        await _client.DisposeAsync();
        _events.Writer.TryComplete();
    }

    // On the network thread. A dropped event costs a re-sending, a blocked network thread the connection: so it never waits.
    private void OnMessage(in MqttMessage message)
    {
        var topic = message.TopicUtf8;
        if (!topic.EndsWith("/ack"u8)) return;
        topic = topic[..^4];
        var asset = Encoding.UTF8.GetString(topic[(topic.LastIndexOf((byte)'/') + 1)..]);
        if (_assets.TryGetValue(asset, out var index) && Acknowledgement.TryParse(message.Payload) is { } acknowledgement)
            _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Acknowledged, index, acknowledgement));
    }

    // The client renews the subscription with each connection; a refusal shows as records that are never acknowledged.
    private static async void Observe(Task subscription)
    {
        try
        {
            await subscription;
        }
        catch (MqttException)
        {
            // Closed before the broker answered.
        }
    }

    [LoggerMessage(1120, LogLevel.Information, "Drills are connected to the broker at {Host}:{Port}")]
    private static partial void LogConnected(ILogger logger, string host, int port);

    [LoggerMessage(1121, LogLevel.Warning, "Drills have no connection to the broker at {Host}:{Port}: {Reason}; what they measure is kept")]
    private static partial void LogDisconnected(ILogger logger, string host, int port, string reason);
}
