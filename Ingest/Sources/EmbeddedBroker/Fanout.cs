using System.Collections.Concurrent;
using Maintenance.Ingest.Observability;
using Maintenance.Ingest.Sources.Mqtt;
using MQTTnet;
using MQTTnet.Protocol;
using MQTTnet.Server;

namespace Maintenance.Ingest.Sources.EmbeddedBroker;

/// <summary>
/// Messages from the embedded broker to its subscribers. They get only what can be guaranteed: QoS 0, whatever they request, and a
/// bounded queue each. MQTTnet's server would keep a subscriber's unacknowledged QoS 1 messages without limit, ignores its receive
/// maximum, and loses them all with the process; nothing here depends on that, because lost acknowledgements are sent again.
/// Threading: any.
/// </summary>
internal sealed class Fanout(BrokerOptions options, IngestMetrics metrics)
{
    private readonly ConcurrentDictionary<string, BrokerConnection> _connections = new(StringComparer.Ordinal);
    private MqttServer? _server;
    private int _telemetrySubscriptions;
    private int _acknowledgementSubscriptions;

    /// <summary>True while telemetry has a subscriber.</summary>
    public bool WantsTelemetry => Volatile.Read(ref _telemetrySubscriptions) > 0;

    /// <summary>True while acknowledgements have a subscriber.</summary>
    public bool WantsAcknowledgements => Volatile.Read(ref _acknowledgementSubscriptions) > 0;

    public void Attach(MqttServer server)
    {
        _server = server;
        server.InterceptingSubscriptionAsync += subscription =>
        {
            subscription.Response.ReasonCode = MqttSubscribeReasonCode.GrantedQoS0;
            return Task.CompletedTask;
        };
        server.InterceptingClientEnqueueAsync += message =>
        {
            var bytes = message.ApplicationMessage.Payload.Length;
            message.AcceptEnqueue = _connections.TryGetValue(message.ReceiverClientId, out var receiver)
                && receiver.TryQueue(bytes, options.MaxQueuedBytes);
            if (!message.AcceptEnqueue) metrics.BrokerMessageDropped();
            return Task.CompletedTask;
        };
    }

    public void Connected(string clientId, BrokerConnection connection) => _connections[clientId] = connection;

    /// <summary>The connection that has an id now; null when there is none.</summary>
    public BrokerConnection? Find(string clientId) => _connections.GetValueOrDefault(clientId);

    public void Disconnected(string clientId, BrokerConnection connection) =>
        _connections.TryRemove(KeyValuePair.Create(clientId, connection));

    /// <summary>A filter was added (+1) or removed (−1).</summary>
    public void Count(string filter, int change)
    {
        if (Overlap(filter, TelemetryTopic.Filter)) Interlocked.Add(ref _telemetrySubscriptions, change);
        if (Overlap(filter, TelemetryTopic.AcknowledgementFilter)) Interlocked.Add(ref _acknowledgementSubscriptions, change);
    }

    /// <summary>Delivers a message to the subscribers of its topic. The payload is retained.</summary>
    public Task PublishAsync(string sender, string topic, byte[] payload, CancellationToken cancellationToken)
    {
        var message = new MqttApplicationMessage { Topic = topic, PayloadSegment = payload };
        return _server!.InjectApplicationMessage(new InjectedMqttApplicationMessage(message) { SenderClientId = sender },
            cancellationToken);
    }

    /// <summary>True if some topic matches both filters.</summary>
    internal static bool Overlap(string filter, string other)
    {
        var (mine, theirs) = (filter.Split('/'), other.Split('/'));
        for (var i = 0; i < theirs.Length; i++)
        {
            if (i == mine.Length) return false;
            if (mine[i] == "#") return true;
            if (mine[i] != "+" && theirs[i] != "+" && mine[i] != theirs[i]) return false;
        }
        return mine.Length == theirs.Length || mine.Length == theirs.Length + 1 && mine[^1] == "#";
    }
}
