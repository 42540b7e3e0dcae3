using System.Globalization;
using Maintenance.Mqtt;

namespace Maintenance.Simulator.Load;

/// <summary>Load over MQTT QoS 1, up to 256 records open.</summary>
internal sealed class MqttLoadSender : LoadSender
{
    private const int MaxOpen = 256;

    private readonly LoadGenerator _generator;
    private readonly LoadCounters _counters;
    private readonly MosquittoClient _client;
    private readonly string[] _topics;
    private readonly byte[] _buffer;
    private readonly SemaphoreSlim _open = new(MaxOpen, MaxOpen);

    public MqttLoadSender(LoadOptions options, LoadGenerator generator, LoadCounters counters)
    {
        _generator = generator;
        _counters = counters;
        _client = new MosquittoClient(new MosquittoClientOptions
        {
            Host = options.MqttHost,
            Port = options.MqttPort,
            Username = options.MqttUsername,
            Password = options.MqttPassword,
            ClientId = string.Create(CultureInfo.InvariantCulture, $"simulator-load-{Environment.ProcessId}-{generator.Epoch}"),
            MaxInFlight = MaxOpen,
        });
        _topics = [.. generator.Assets.Select(a => Wire.TelemetryTopic(a, SimulatorPayload.V1))];
        _buffer = new byte[generator.RecordBytes];
    }

    public override Task StartAsync(CancellationToken cancellationToken) => _client.ConnectAsync(cancellationToken);

    public override async ValueTask SendAsync(int asset, CancellationToken cancellationToken)
    {
        await _open.WaitAsync(cancellationToken);
        _generator.NextRecord(asset, _buffer);
        // The client copies the payload before it returns, so the buffer is free for the next record.
        Observe(_client.PublishAsync(_topics[asset], _buffer, MqttQos.AtLeastOnce, CancellationToken.None));
    }

    public override ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override async Task CompleteAsync()
    {
        for (var i = 0; i < MaxOpen; i++)
            if (!await _open.WaitAsync(TimeSpan.FromSeconds(5))) break;
    }

    // The semaphore is not disposed: a late answer may still release it, and it holds no handle.
    public override ValueTask DisposeAsync() => _client.DisposeAsync();

    private async void Observe(ValueTask publication)
    {
        try
        {
            await publication;
            _counters.Sent(1);
        }
        catch (MqttException)
        {
            _counters.Refused(1);
        }
        _open.Release();
    }
}
