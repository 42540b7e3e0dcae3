using Maintenance.Ingest.Sources.Mqtt;
using Maintenance.Ingest.Sources.Mqtt.Inbound;
using Maintenance.Ingest.Sources.Mqtt.Wire;
using Microsoft.Extensions.Logging;
using MQTTnet.Channel;
using MQTTnet.Exceptions;
using MQTTnet.Formatter;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace Maintenance.Ingest.Sources.EmbeddedBroker;

/// <summary>
/// A client of the embedded broker. Adds to MQTTnet's server: assigns a missing client id, limits the packet size before the
/// client has connected, offers no topic aliases, limits the queue of a slow reader, and checks keep-alive itself, because the
/// server counts only packets it has seen, and it does not see telemetry.
/// </summary>
internal sealed partial class BrokerConnection(IMqttChannel channel, MqttPacketFormatterAdapter formatter, InboundBuffer inbound,
    PacketLimits limits, Fanout fanout, TakeoverWatch takeovers, ILogger logger)
    : PacketChannel(channel, formatter, inbound, limits)
{
    // A peer that reads nothing from its socket for this long is gone.
    private const int MaxWriteMs = 30_000;

    // Cost of a queued message beyond its payload: list node, packet and sequence.
    private const int QueuedOverheadBytes = 512;

    private readonly HashSet<string> _filters = new(StringComparer.Ordinal);
    private readonly PacketLimits _limits = limits;
    private string _clientId = "";
    private bool _connected;
    private int _keepAliveMs;
    private long _queuedBytes;
    private int _disposed;

    protected override bool PassesOn => fanout.WantsTelemetry;

    protected override MqttControlPacketType FirstPacket => MqttControlPacketType.Connect;

    protected override int MaxPacketBytes => _connected ? _limits.MaxPacketBytes : PacketLimits.UntilConnected;

    /// <summary>Reserves space in this client's queue; false: it reads too slowly, and the message is dropped.</summary>
    public bool TryQueue(long payloadBytes, int maxBytes)
    {
        var bytes = payloadBytes + QueuedOverheadBytes;
        if (Interlocked.Add(ref _queuedBytes, bytes) <= maxBytes) return true;
        Interlocked.Add(ref _queuedBytes, -bytes);
        return false;
    }

    /// <summary>Closes the connection of a client that is silent for 1.5 times its keep-alive or does not read its socket.</summary>
    /// <param name="now"><see cref="Environment.TickCount64"/>.</param>
    public void EndIfDead(long now)
    {
        var (reading, writing) = (ReadingSince, WritingSince);
        if (_keepAliveMs > 0 && reading != 0 && now - reading > _keepAliveMs * 3L / 2 || writing != 0 && now - writing > MaxWriteMs)
            Abort();
    }

    protected override bool IsTelemetry(ReadOnlySpan<byte> topic) => TelemetryTopic.IsMeant(topic);

    protected override void Violated(MqttProtocolViolationException reason) =>
        LogCutOff(logger, _clientId, RemoteEndPoint?.ToString() ?? "?", reason.Message);

    protected override void Received(MqttPacket packet)
    {
        switch (packet)
        {
            case MqttConnectPacket connect:
                Connecting(connect);
                break;
            case MqttSubscribePacket subscribe:
                foreach (var filter in subscribe.TopicFilters)
                    if (_filters.Add(filter.Topic)) fanout.Count(filter.Topic, +1);
                break;
            case MqttUnsubscribePacket unsubscribe:
                foreach (var filter in unsubscribe.TopicFilters)
                    if (_filters.Remove(filter)) fanout.Count(filter, -1);
                break;
        }
    }

    protected override void Sending(MqttPacket packet)
    {
        switch (packet)
        {
            case MqttPublishPacket publish:
                Interlocked.Add(ref _queuedBytes, -(publish.Payload.Length + QueuedOverheadBytes));
                break;
            case MqttConnAckPacket { ReasonCode: MqttConnectReasonCode.Success } accepted:
                accepted.ReceiveMaximum = (ushort)_limits.MaxUnacknowledged;
                accepted.TopicAliasMaximum = 0;
                _clientId = accepted.AssignedClientIdentifier ?? _clientId;
                _connected = true;
                fanout.Connected(_clientId, this);
                break;
        }
    }

    protected override Task PassOnAsync(string topic, byte[] payload, CancellationToken cancellationToken) =>
        fanout.PublishAsync(_clientId, topic, payload, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (Interlocked.Exchange(ref _disposed, 1) != 0) return;
        foreach (var filter in _filters) fanout.Count(filter, -1);
        fanout.Disconnected(_clientId, this);
    }

    [LoggerMessage(2026, LogLevel.Warning, "MQTT: client '{Client}' at {EndPoint} was disconnected: {Reason}")]
    private static partial void LogCutOff(ILogger logger, string client, string endPoint, string reason);

    private void Connecting(MqttConnectPacket connect)
    {
        // MQTT 3.1.1, 3.1.3-6: a client without an id is assigned one if it requests a clean session. In MQTT 5 the server's event does it.
        if (connect.ClientId.Length == 0 && connect.CleanSession && PacketFormatterAdapter.ProtocolVersion != MqttProtocolVersion.V500)
            connect.ClientId = NewClientId();
        _clientId = connect.ClientId;
        if (_clientId.Length > 0 && fanout.Find(_clientId) is { } other && other != this)
            takeovers.TakenOver(_clientId, RemoteEndPoint, other.RemoteEndPoint);
        _keepAliveMs = connect.KeepAlivePeriod * 1000;
        connect.KeepAlivePeriod = 0;
    }

    /// <summary>An id for a client that sent none.</summary>
    public static string NewClientId() => $"auto-{Guid.NewGuid():N}";
}
