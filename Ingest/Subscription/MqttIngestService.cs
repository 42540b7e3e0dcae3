using Maintenance.Core.Ports;
using Maintenance.Ingest.Intake;
using Maintenance.Mqtt;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Subscription;

/// <summary>
/// Telemetry from the broker into the log: network thread → bounded buffer → this worker, which decodes what waits, appends it, flushes
/// once, and then acknowledges per asset.
/// <para>Failure strategy: while the log cannot take a batch, the same batch is tried again for ever with backoff; nothing is acknowledged,
/// the buffer fills, the connection stalls, the broker queues and edges keep their data. A broker that is away is waited for.
/// An acknowledgement that cannot be published is dropped: the edge sends again and is acknowledged then.</para>
/// <para>Threading: one worker; two connections, because the network thread of the receiving one may be blocked by the full buffer while
/// the worker needs to publish.</para>
/// </summary>
internal sealed partial class MqttIngestService(
    TelemetryIngestor ingestor, IOptions<MqttOptions> mqtt, IOptions<IngestOptions> ingest, IngestMetrics metrics, TimeProvider time,
    ILogger<MqttIngestService> logger) : BackgroundService
{
    private const int BatchBytes = 8 * 1024 * 1024;
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestRetry = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AcknowledgementPatience = TimeSpan.FromSeconds(2);

    private readonly InboundBuffer _inbound = new(mqtt.Value.MaxBufferedBytes, ingest.Value.MaxPayloadBytes, time);
    private readonly TopicCache _topics = new();
    private readonly AcknowledgementWriter _acknowledgements = new();
    private readonly Dictionary<string, string> _acknowledgementTopics = new(StringComparer.Ordinal);
    private MosquittoClient? _acknowledger;
    private volatile string _state = "not started";
    private volatile bool _connected;
    private volatile bool _logAway;

    /// <summary>For health: null when all is well, otherwise what is wrong.</summary>
    public string? Complaint => !_connected ? $"no subscription at the MQTT broker (Mqtt:Host, Mqtt:Port): {_state}"
        : _logAway ? "the telemetry log does not take what arrives; it is tried again"
        : null;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mqtt.Value.Enabled)
        {
            (_connected, _state) = (true, "disabled");
            return;
        }
        metrics.ObserveBuffer(() => _inbound.Bytes);
        await Task.Yield(); // the rest of the host must not wait for the broker's address to be looked up
        await using var receiver = new MosquittoClient(Client(string.Empty, cleanSession: false), Receive);
        await using var acknowledger = _acknowledger = new MosquittoClient(Client("-ack", cleanSession: true));
        receiver.StateChanged += OnStateChanged;
        receiver.HandlerFailed += e => LogHandlerFailed(e);
        _ = ReportRefusalAsync(receiver.SubscribeAsync(TelemetryTopic.Filter, MqttQos.AtLeastOnce, stoppingToken));
        receiver.Start();
        acknowledger.Start();
        try
        {
            await WorkAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            LogStopped();
        }
        finally
        {
            _inbound.Close(); // before the receiver is disposed: its thread may be waiting for room
        }
    }

    private MosquittoClientOptions Client(string suffix, bool cleanSession) => new()
    {
        Host = mqtt.Value.Host,
        Port = mqtt.Value.Port,
        ClientId = mqtt.Value.ClientId + suffix,
        CleanSession = cleanSession,
        Username = mqtt.Value.Username,
        Password = mqtt.Value.Password,
        TlsCaFile = mqtt.Value.TlsCaFile,
        TlsCertificateFile = mqtt.Value.TlsCertificateFile,
        TlsKeyFile = mqtt.Value.TlsKeyFile,
        ReconnectMaxDelay = mqtt.Value.ReconnectMaxDelay,
    };

    private void Receive(in MqttMessage message) => _inbound.Add(message.TopicUtf8, message.Payload);

    private async Task WorkAsync(CancellationToken stoppingToken)
    {
        var batch = ingestor.RentBatch();
        while (true)
        {
            var messages = await _inbound.TakeAsync(stoppingToken);
            metrics.Received(messages.Count);
            for (var next = 0; next < messages.Count;)
            {
                batch.Clear();
                batch.Received(messages.FirstArrival);
                next = Decode(messages, next, batch);
                await CommitAsync(batch, stoppingToken);
                await _acknowledgements.WriteAsync(batch.Ranges, AcknowledgeAsync);
                LogCommitted(batch.Accepted, batch.Rejected);
            }
        }
    }

    private int Decode(InboundMessages messages, int next, IngestBatch batch)
    {
        for (; next < messages.Count && batch.Bytes < BatchBytes; next++)
        {
            var topic = _topics.Get(messages.Topic(next));
            ingestor.Decode(topic.Format, messages.Payload(next), topic.Source, batch, messages.PayloadBytes(next));
            if (topic.Source.Asset is { } asset) _acknowledgementTopics[asset] = topic.AcknowledgementTopic;
        }
        return next;
    }

    private async ValueTask CommitAsync(IngestBatch batch, CancellationToken stoppingToken)
    {
        for (var pause = FirstRetry; ; pause = pause * 2 < LongestRetry ? pause * 2 : LongestRetry)
        {
            try
            {
                await ingestor.CommitAsync(batch, stoppingToken);
                _logAway = false;
                return;
            }
            catch (LogException e)
            {
                // Also when it is not transient: giving up would lose what an unnumbered client sent and could not send again.
                _logAway = true;
                metrics.LogRetried();
                LogCannotAppend(e, batch.Accepted, pause.TotalSeconds);
                await Task.Delay(pause, time, stoppingToken);
            }
        }
    }

    private async ValueTask AcknowledgeAsync(string asset, ReadOnlyMemory<byte> acknowledgement)
    {
        if (!_acknowledgementTopics.TryGetValue(asset, out var topic)) return; // a payload for another asset than its topic's
        var published = _acknowledger!.TryPublish(topic, acknowledgement.Span, MqttQos.AtLeastOnce) || await PublishWhenFreeAsync(topic, acknowledgement);
        metrics.Acknowledged(published);
    }

    private async ValueTask<bool> PublishWhenFreeAsync(string topic, ReadOnlyMemory<byte> acknowledgement)
    {
        if (!_acknowledger!.IsConnected) return false;
        using var patience = new CancellationTokenSource(AcknowledgementPatience, time);
        try
        {
            await _acknowledger.PublishAsync(topic, acknowledgement, MqttQos.AtLeastOnce, patience.Token);
            return true;
        }
        catch (Exception e) when (e is OperationCanceledException or MqttException)
        {
            return false;
        }
    }

    private async Task ReportRefusalAsync(Task subscription)
    {
        try
        {
            await subscription;
        }
        catch (MqttException e)
        {
            (_connected, _state) = (false, e.Message);
            LogSubscriptionRefused(e);
        }
        catch (OperationCanceledException)
        {
            LogStopped();
        }
    }

    private void OnStateChanged(MqttStateChange change)
    {
        (_connected, _state) = (change.State == MqttConnectionState.Subscribed, change.Reason);
        if (change.State == MqttConnectionState.Subscribed) LogConnected(change.Reason);
        else if (change.State == MqttConnectionState.Disconnected) LogDisconnected(mqtt.Value.Host, mqtt.Value.Port, change.Reason);
    }

    [LoggerMessage(2001, LogLevel.Information, "MQTT: {Reason} to " + TelemetryTopic.Filter)]
    private partial void LogConnected(string reason);

    [LoggerMessage(2002, LogLevel.Warning, "MQTT broker not reachable at Mqtt:Host={Host} Mqtt:Port={Port}, waiting for it: {Reason}")]
    private partial void LogDisconnected(string host, int port, string reason);

    [LoggerMessage(2003, LogLevel.Error, "The MQTT broker refuses Ingest's subscription: check the broker's access list")]
    private partial void LogSubscriptionRefused(Exception e);

    [LoggerMessage(2004, LogLevel.Error, "An MQTT message was lost before it was decoded")]
    private partial void LogHandlerFailed(Exception e);

    [LoggerMessage(2005, LogLevel.Warning, "The telemetry log did not take a batch of {Readings} readings; next attempt in {Seconds} s")]
    private partial void LogCannotAppend(Exception e, long readings, double seconds);

    [LoggerMessage(2006, LogLevel.Debug, "Batch committed: {Accepted} readings accepted, {Rejected} refused")]
    private partial void LogCommitted(long accepted, long rejected);

    [LoggerMessage(2007, LogLevel.Information, "MQTT ingest stopped")]
    private partial void LogStopped();
}
