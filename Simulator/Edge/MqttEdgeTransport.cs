using System.Buffers;
using System.Threading.Channels;
using Maintenance.Core.Assets;
using Maintenance.Simulator.Mqtt;
using Microsoft.Extensions.Logging;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// Sends records over MQTT QoS 1; receives acknowledgements on <c>…/{asset}/ack</c>. One connection serves all drills of the process,
/// like a gateway. The agent resends what a broken connection leaves unacknowledged.
/// </summary>
internal sealed partial class MqttEdgeTransport : IEdgeTransport
{
    private const int MaxOpen = 256;
    private const string AcknowledgementSuffix = "/ack";

    private readonly MqttLink _link;
    private readonly MqttPublisher _publisher;
    private readonly SimulatorPayload _payload;
    private readonly string[] _topics;
    private readonly Dictionary<string, int> _assets = new(StringComparer.Ordinal);
    private readonly Channel<EdgeEvent> _events =
        Channel.CreateBounded<EdgeEvent>(new BoundedChannelOptions(10_000) { SingleReader = true });
    private int _refusalLogged;

    public MqttEdgeTransport(MqttLinkOptions options, IReadOnlyList<Asset> assets, SimulatorPayload payload, TimeProvider clock,
        ILogger logger)
    {
        _payload = payload;
        _topics = [.. assets.Select(a => Wire.TelemetryTopic(a, payload))];
        for (var i = 0; i < assets.Count; i++) _assets.Add(assets[i].Id.Value, i);
        _link = new MqttLink(options, clock, new MqttSubscription(Wire.AcknowledgementFilter, OnMessage));
        _publisher = new MqttPublisher(_link, MaxOpen, republishes: false);
        _publisher.Refused += reason =>
        {
            // Logged once per connection; refused records stay unacknowledged and are sent again.
            if (Interlocked.Exchange(ref _refusalLogged, 1) == 0) LogRefused(logger, options.Host, options.Port, reason);
        };
        _link.Connected += _ =>
        {
            LogConnected(logger, options.Host, options.Port);
            Volatile.Write(ref _refusalLogged, 0);
            _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Connected, 0, null));
        };
        _link.Disconnected += reason => LogDisconnected(logger, options.Host, options.Port, reason);
    }

    public ChannelReader<EdgeEvent> Events => _events.Reader;

    public bool IsReady => _publisher.IsConnected;

    public void Start() => _link.Start();

    public bool TrySend(int asset, ReadOnlySpan<byte> record) =>
        _publisher.TryPublish(_topics[asset], _payload == SimulatorPayload.V1 ? record : EdgeJson.Encode(record));

    public void Flush()
    {
        // Records are sent immediately.
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _events.Writer.TryComplete();
    }

    // Runs on the client's receive task, so it must not wait: a dropped event costs a resend, a blocked task the connection.
    private void OnMessage(string topic, ReadOnlySequence<byte> payload)
    {
        if (!topic.EndsWith(AcknowledgementSuffix, StringComparison.Ordinal)) return;
        var asset = topic.AsSpan(0, topic.Length - AcknowledgementSuffix.Length);
        asset = asset[(asset.LastIndexOf('/') + 1)..];
        if (_assets.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(asset, out var index) && Acknowledgement.TryParse(payload)
            is { } acknowledgement)
            _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Acknowledged, index, acknowledgement));
    }

    [LoggerMessage(1120, LogLevel.Information, "Drills connected to the broker at {Host}:{Port}")]
    private static partial void LogConnected(ILogger logger, string host, int port);

    [LoggerMessage(1121, LogLevel.Warning, "Drills disconnected from the broker at {Host}:{Port}: {Reason}; their readings are kept")]
    private static partial void LogDisconnected(ILogger logger, string host, int port, string reason);

    [LoggerMessage(1122, LogLevel.Warning, "The broker at {Host}:{Port} refuses records: {Reason}; they are kept and will be sent again")]
    private static partial void LogRefused(ILogger logger, string host, int port, string reason);
}
