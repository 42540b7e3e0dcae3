using System.Buffers;
using System.Threading.Channels;
using Maintenance.Core.Assets;
using Maintenance.Simulator.Mqtt;
using Microsoft.Extensions.Logging;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// Records over MQTT QoS 1; acknowledgements from <c>…/{asset}/ack</c>. One connection serves all drills of the process, as a gateway does.
/// What a broken connection leaves open is the agent's to send again.
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
    private int _toldRefusal;

    public MqttEdgeTransport(MqttLinkOptions options, IReadOnlyList<Asset> assets, SimulatorPayload payload, TimeProvider clock,
        ILogger logger)
    {
        _payload = payload;
        _topics = [.. assets.Select(a => Wire.TelemetryTopic(a, payload))];
        for (var i = 0; i < assets.Count; i++) _assets.Add(assets[i].Id.Value, i);
        _link = new MqttLink(options, clock, new MqttSubscription(Wire.AcknowledgementFilter, OnMessage));
        _publisher = new MqttPublisher(_link, MaxOpen, keeps: false);
        _publisher.Refused += reason =>
        {
            // Once a connection; what is refused stays unacknowledged and is sent again.
            if (Interlocked.Exchange(ref _toldRefusal, 1) == 0) LogRefused(logger, options.Host, options.Port, reason);
        };
        _link.Connected += _ =>
        {
            LogConnected(logger, options.Host, options.Port);
            Volatile.Write(ref _toldRefusal, 0);
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
        // Each record went out at once.
    }

    public async ValueTask DisposeAsync()
    {
        await _link.DisposeAsync();
        _events.Writer.TryComplete();
    }

    // On the client's receiving task. A dropped event costs a re-sending, a blocked task the connection: so it never waits.
    private void OnMessage(string topic, ReadOnlySequence<byte> payload)
    {
        if (!topic.EndsWith(AcknowledgementSuffix, StringComparison.Ordinal)) return;
        var asset = topic.AsSpan(0, topic.Length - AcknowledgementSuffix.Length);
        asset = asset[(asset.LastIndexOf('/') + 1)..];
        if (_assets.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(asset, out var index) && Acknowledgement.TryParse(payload)
            is { } acknowledgement)
            _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Acknowledged, index, acknowledgement));
    }

    [LoggerMessage(1120, LogLevel.Information, "Drills are connected to the broker at {Host}:{Port}")]
    private static partial void LogConnected(ILogger logger, string host, int port);

    [LoggerMessage(1121, LogLevel.Warning, "Drills have no connection to the broker at {Host}:{Port}: {Reason}; what they measure is kept")]
    private static partial void LogDisconnected(ILogger logger, string host, int port, string reason);

    [LoggerMessage(1122, LogLevel.Warning, "The broker at {Host}:{Port} refuses records: {Reason}; they are kept and sent again")]
    private static partial void LogRefused(ILogger logger, string host, int port, string reason);
}
