using Maintenance.Core.Ports;
using Maintenance.Ingest.Intake;
using Maintenance.Ingest.Sources.Mqtt;
using Maintenance.Ingest.Sources.Mqtt.Inbound;
using Maintenance.Ingest.Sources.Mqtt.Wire;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace Maintenance.Ingest.Sources.ExternalBroker;

/// <summary>
/// Telemetry from an external broker: a persistent session whose QoS 1 messages are acknowledged only once durable, so that a
/// broker that keeps sessions loses nothing it accepted. Publishers' PUBACKs come from that broker; the end-to-end guarantee is
/// <c>docs/formats/acknowledgement.md</c>.
/// <para>Failure strategy: an unreachable broker is retried with growing delays. Messages received and not acknowledged come again on
/// the next connection.</para>
/// <para>Threading: two connections, one loop each: the receiving one stalls under back-pressure, just when acknowledgements must go
/// out.</para>
/// </summary>
internal sealed partial class ExternalBrokerSource(
    InboundBuffer inbound, TelemetryWorker worker, IOptions<MqttOptions> mqtt, IOptions<IngestOptions> ingest, TimeProvider clock,
    ILogger<ExternalBrokerSource> logger)
    : BackgroundService, ITelemetrySource, IAcknowledgementPublisher
{
    private const int MaxUnacknowledged = 1000;
    private const int MaxPublishing = 256;
    private static readonly TimeSpan PublishTimeout = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _publishing = new(MaxPublishing, MaxPublishing);
    private IMqttClient? _sender;
    private volatile string? _complaint = "not started";

    public string? Complaint => _complaint is { } complaint
        ? $"no subscription at the MQTT broker (Mqtt:Host, Mqtt:Port): {complaint}" : worker.Complaint;

    public Task Completion { get; private set; } = Task.CompletedTask;

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await worker.StartAsync(this, cancellationToken);
        await base.StartAsync(cancellationToken);
        Completion = Task.WhenAny(ExecuteTask!, worker.ExecuteTask!).Unwrap();
    }

    // Work in progress continues until nothing more arrives.
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await worker.StopAsync(cancellationToken);
    }

    public async ValueTask<bool> PublishAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        if (_sender is not { IsConnected: true } sender || !await _publishing.WaitAsync(PublishTimeout, cancellationToken)) return false;
        var message = new MqttApplicationMessage
        {
            Topic = topic, PayloadSegment = payload.ToArray(), QualityOfServiceLevel =
            MqttQualityOfServiceLevel.AtLeastOnce
        };
        _ = PublishAndReleaseAsync(sender, message);
        return true;
    }

    public override void Dispose()
    {
        _publishing.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!mqtt.Value.Enabled)
        {
            _complaint = null;
            return;
        }
        await Task.Yield(); // the rest of the host must not wait for the broker's DNS lookup
        var limits = new PacketLimits(ingest.Value.MaxPayloadBytes, MaxUnacknowledged);
        var clients = new MqttClientFactory();
        using var receiving = clients.CreateMqttClient(new SubscriptionChannel.Factory(inbound, limits, LogViolated));
        using var sending = _sender = clients.CreateMqttClient();
        using var receiver = new BrokerConnector(receiving, ClientOptions.Receiving(mqtt.Value, MaxUnacknowledged),
            mqtt.Value.ReconnectMaxDelay, clock);
        using var sender = new BrokerConnector(sending, ClientOptions.Sending(mqtt.Value), mqtt.Value.ReconnectMaxDelay, clock);
        receiver.Lost += OnLost;
        sender.Lost += LogNoAcknowledgements;
        try
        {
            await Task.WhenAll(receiver.RunAsync(token => SubscribeAsync(receiving, token), stoppingToken),
                sender.RunAsync(_ => Task.CompletedTask, stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            _complaint = "stopped";
        }
    }

    private async Task SubscribeAsync(IMqttClient client, CancellationToken cancellationToken)
    {
        var result = await client.SubscribeAsync(TelemetryTopic.Filter, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken);
        var granted = result.Items.Single().ResultCode;
        if (granted > MqttClientSubscribeResultCode.GrantedQoS2)
        {
            LogSubscriptionRefused(granted);
            throw new ConnectionLostException($"the broker refuses the subscription to {TelemetryTopic.Filter} ({granted}); check its "
                + "access list");
        }
        _complaint = null;
        LogConnected(mqtt.Value.Host, mqtt.Value.Port);
    }

    private void OnLost(string reason)
    {
        _complaint = reason;
        LogDisconnected(mqtt.Value.Host, mqtt.Value.Port, reason);
    }

    private async Task PublishAndReleaseAsync(IMqttClient sender, MqttApplicationMessage message)
    {
        try
        {
            using var timeout = new CancellationTokenSource(PublishTimeout);
            await sender.PublishAsync(message, timeout.Token);
        }
        catch (Exception error) when (error is OperationCanceledException or MqttCommunicationException or MqttClientNotConnectedException
            or MqttClientDisconnectedException or ObjectDisposedException)
        {
            LogAcknowledgementLost(error); // the edge resends
        }
        finally
        {
            _publishing.Release();
        }
    }

    [LoggerMessage(2001, LogLevel.Information, "MQTT: subscribed at {Host}:{Port} to " + TelemetryTopic.Filter)]
    private partial void LogConnected(string host, int port);

    [LoggerMessage(2002, LogLevel.Warning, "MQTT: no subscription at the broker at Mqtt:Host={Host} Mqtt:Port={Port}: {Reason}")]
    private partial void LogDisconnected(string host, int port, string reason);

    [LoggerMessage(2003, LogLevel.Error, "The MQTT broker refuses Ingest's subscription ({Granted}): check the broker's access list")]
    private partial void LogSubscriptionRefused(MqttClientSubscribeResultCode granted);

    [LoggerMessage(2004, LogLevel.Error, "The MQTT broker violated the protocol: {Reason}")]
    private partial void LogViolated(string reason);

    [LoggerMessage(2008, LogLevel.Debug, "An acknowledgement was not published; the edge resends")]
    private partial void LogAcknowledgementLost(Exception error);

    [LoggerMessage(2009, LogLevel.Debug, "MQTT: no connection for acknowledgements: {Reason}")]
    private partial void LogNoAcknowledgements(string reason);
}
