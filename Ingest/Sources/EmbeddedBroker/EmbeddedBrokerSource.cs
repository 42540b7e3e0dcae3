using System.Buffers;
using System.Text;
using Maintenance.Core.Ports;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Sources.Mqtt;
using Maintenance.Ingest.Sources.Mqtt.Inbound;
using Maintenance.Ingest.Sources.Mqtt.Wire;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MQTTnet.Diagnostics.Logger;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Maintenance.Ingest.Sources.EmbeddedBroker;

/// <summary>
/// An MQTT broker in this process, on loopback and without authentication: MQTTnet's server, whose telemetry goes straight into the log. A
/// publisher's PUBACK (QoS 1) and PUBREC (QoS 2) mean "durable"; QoS 0 has no guarantee. Other topics are forwarded as by any broker.
/// does.
/// <para>Failure strategy: it holds nothing durable and acknowledges nothing that is not in the log. When it ends, publishers keep what was
/// not acknowledged; retained messages, subscriptions and queued messages are lost, and clients subscribe again when they
/// reconnect.</para>
/// <para>Threading: MQTTnet's.</para>
/// </summary>
internal sealed partial class EmbeddedBrokerSource : ITelemetrySource, IAcknowledgementPublisher, IDisposable
{
    private const int MaxRetained = 1000;
    private const int MaxRetainedBytes = 64 * 1024;
    private static readonly TimeSpan ConnectLimit = TimeSpan.FromSeconds(10);

    private readonly BrokerSocket _socket;
    private readonly InboundBuffer _inbound;
    private readonly TelemetryWorker _worker;
    private readonly Fanout _fanout;
    private readonly BrokerListener _listener;
    private readonly MqttServer _server;
    private readonly IngestMetrics _metrics;
    private readonly ILogger<EmbeddedBrokerSource> _logger;
    private volatile HashSet<string> _retained = [];
    private volatile bool _runs;

    public EmbeddedBrokerSource(
        BrokerSocket socket, InboundBuffer inbound, TelemetryWorker worker, IOptions<MqttOptions> mqtt, IOptions<IngestOptions> ingest,
        IngestMetrics metrics,
        TimeProvider clock, ILogger<EmbeddedBrokerSource> logger)
    {
        var options = mqtt.Value.Broker;
        (_socket, _inbound, _worker, _metrics, _logger) = (socket, inbound, worker, metrics, logger);
        _fanout = new Fanout(options, metrics);
        _listener = new BrokerListener(socket, inbound, new PacketLimits(ingest.Value.MaxPayloadBytes, options.MaxUnacknowledged), options,
            _fanout, metrics, clock, logger);
        _server = new MqttServer(
            // the fan-out limits bytes instead
            new MqttServerOptions { DefaultCommunicationTimeout = ConnectLimit, MaxPendingMessagesPerClient = int.MaxValue },
            [_listener], MqttNetNullLogger.Instance);
        _fanout.Attach(_server);
        _server.ValidatingConnectionAsync += Validate;
        _server.InterceptingPublishAsync += PublishingAsync;
        _server.RetainedMessageChangedAsync += RetainedChanged;
    }

    public string? Complaint => _runs ? _worker.Complaint : "the embedded MQTT broker is not running";

    public Task Completion => _worker.ExecuteTask ?? Task.CompletedTask;

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _metrics.ObserveConnections(() => _listener.Count);
        await _worker.StartAsync(this, cancellationToken);
        await _server.StartAsync();
        _runs = true;
        LogStarted(_socket.Port);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (!_runs) return;
        _runs = false;
        await _server.StopAsync(new MqttServerStopOptions());
        await _worker.StopAsync(cancellationToken);
    }

    public void Dispose()
    {
        _server.Dispose();
        _socket.Dispose();
    }

    public async ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (!_runs) return false;
        if (_fanout.WantsAcknowledgements) await _fanout.PublishAsync(string.Empty, topic, payload.ToArray(), cancellationToken);
        return true;
    }

    private static Task Validate(ValidatingConnectionEventArgs connection)
    {
        if (connection.ClientId.Length == 0 && connection.ProtocolVersion == MQTTnet.Formatter.MqttProtocolVersion.V500)
            connection.AssignedClientIdentifier = BrokerConnection.NewClientId();
        return Task.CompletedTask;
    }

    /// <summary>Everything but telemetry: other topics, wills, and what this process publishes.</summary>
    private async Task PublishingAsync(InterceptingPublishEventArgs publication)
    {
        if (ReferenceEquals(publication.SessionItems, _server.ServerSessionItems)) return; // ours
        var message = publication.ApplicationMessage;
        if (TelemetryTopic.IsMeant(Encoding.UTF8.GetBytes(message.Topic)))
            await TakeWillAsync(message.Topic, message.Payload.ToArray(), publication.CancellationToken);
        else if (message.Topic.StartsWith('$') || Fanout.Overlap(message.Topic, TelemetryTopic.AcknowledgementFilter))
            Refuse(publication, MqttPubAckReasonCode.NotAuthorized); // only Ingest may acknowledge
        else if (message.Retain && !MayRetain(message.Topic, message.Payload.Length))
            Refuse(publication, MqttPubAckReasonCode.QuotaExceeded);
    }

    // A will is published by the server, not by the connection, and must not bypass the log.
    private async Task TakeWillAsync(string topic, byte[] payload, CancellationToken cancellationToken)
    {
        var name = Encoding.UTF8.GetBytes(topic);
        while (!_inbound.TryAdd(new InboundMessage(name, payload, payload.Length, publisher: null, packetId: 0, qos: 0), out var room))
            await room.WaitAsync(cancellationToken);
    }

    private bool MayRetain(string topic, long bytes) => bytes <= MaxRetainedBytes
        && (_retained.Count < MaxRetained || _retained.Contains(topic));

    private Task RetainedChanged(RetainedMessageChangedEventArgs change)
    {
        _retained = [.. change.StoredRetainedMessages.Select(m => m.Topic)];
        return Task.CompletedTask;
    }

    private void Refuse(InterceptingPublishEventArgs publication, MqttPubAckReasonCode reason)
    {
        publication.ProcessPublish = false;
        publication.Response.ReasonCode = reason;
        LogRefused(publication.ClientId, publication.ApplicationMessage.Topic, reason);
    }

    [LoggerMessage(2020, LogLevel.Information, "MQTT: the embedded broker listens on 127.0.0.1:{Port}")]
    private partial void LogStarted(int port);

    [LoggerMessage(2025, LogLevel.Warning, "MQTT: client {Client} may not publish to {Topic}: {Reason}")]
    private partial void LogRefused(string client, string topic, MqttPubAckReasonCode reason);
}
