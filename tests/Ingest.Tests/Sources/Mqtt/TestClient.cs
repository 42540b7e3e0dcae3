using System.Collections.Concurrent;
using System.Net;
using System.Text;
using MQTTnet;
using MQTTnet.Formatter;
using MQTTnet.Protocol;

namespace Maintenance.Ingest.Tests.Sources.Mqtt;

/// <summary>A standard client (MQTTnet's), and what it heard.</summary>
internal sealed class TestClient : IAsyncDisposable
{
    private readonly IMqttClient _client = new MqttClientFactory().CreateMqttClient();
    private readonly ConcurrentQueue<(string Topic, string Text)> _heard = new();
    private readonly SemaphoreSlim _arrived = new(0);

    private bool _dropped;

    private TestClient()
    {
        _client.ApplicationMessageReceivedAsync += message =>
        {
            _heard.Enqueue((message.ApplicationMessage.Topic, Encoding.UTF8.GetString(message.ApplicationMessage.Payload)));
            _arrived.Release();
            return Task.CompletedTask;
        };
        _client.DisconnectedAsync += _ =>
        {
            Disconnected.TrySetResult();
            return Task.CompletedTask;
        };
    }

    public TaskCompletionSource Disconnected { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsConnected => _client.IsConnected;

    public MqttClientConnectResult Connection { get; private set; } = null!;

    public IReadOnlyCollection<(string Topic, string Text)> Heard => _heard;

    public static async Task<TestClient> ConnectAsync(int port, MqttProtocolVersion version = MqttProtocolVersion.V311,
        Action<MqttClientOptionsBuilder>? configure = null)
    {
        var builder = new MqttClientOptionsBuilder().WithTcpServer(tcp => tcp.BufferSize = 1024 * 1024)
            .WithEndPoint(new IPEndPoint(IPAddress.Loopback, port)).WithProtocolVersion(version).WithClientId($"test-{Guid.NewGuid():N}");
        configure?.Invoke(builder);
        var client = new TestClient();
        client.Connection = await client._client.ConnectAsync(builder.Build(), IngestHost.Soon);
        return client;
    }

    public async Task<MqttClientSubscribeResultCode> SubscribeAsync(string filter) =>
        (await _client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, IngestHost.Soon)).Items.Single().ResultCode;

    public Task<MqttClientPublishResult> PublishAsync(string topic, byte[] payload, int qos = 1, bool retain = false) =>
        _client.PublishAsync(
        new MqttApplicationMessage
        {
            Topic = topic, PayloadSegment = payload, QualityOfServiceLevel = (MqttQualityOfServiceLevel)qos,
            Retain = retain
        }, IngestHost.Soon);

    public Task<MqttClientPublishResult> SendAsync(string asset, string format, byte[] payload, int qos = 1) =>
        PublishAsync(IngestHost.Topic(asset, format), payload, qos);

    public Task<MqttClientPublishResult> SendAsync(string asset, string json, int qos = 1) =>
        SendAsync(asset, "json", Encoding.UTF8.GetBytes(json), qos);

    /// <summary>Completes when one more message has been heard.</summary>
    public Task HearAsync() => _arrived.WaitAsync(IngestHost.Soon);

    public Task<bool> HearAsync(TimeSpan limit) => _arrived.WaitAsync(limit);

    /// <summary>Ends the connection without a word to the broker.</summary>
    public void Drop()
    {
        _client.Dispose();
        _dropped = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_dropped && _client.IsConnected) await _client.DisconnectAsync();
        _client.Dispose();
        _arrived.Dispose();
    }
}
