using System.Globalization;
using Maintenance.Simulator.Mqtt;

namespace Maintenance.Simulator.Load;

/// <summary>Sends load over MQTT QoS 1 with up to 256 records in flight, which are published again after a lost connection.</summary>
internal sealed class MqttLoadSender : LoadSender
{
    private const int MaxOpen = 256;
    private static readonly TimeSpan CompletionTimeout = TimeSpan.FromSeconds(15);

    private readonly LoadGenerator _generator;
    private readonly LoadCounters _counters;
    private readonly MqttLink _link;
    private readonly MqttPublisher _publisher;
    private readonly string[] _topics;
    private readonly byte[] _buffer;

    /// <exception cref="IOException">The CA file cannot be read.</exception>
    public MqttLoadSender(LoadOptions options, LoadGenerator generator, LoadCounters counters, TimeProvider clock)
    {
        _generator = generator;
        _counters = counters;
        _link = new MqttLink(
            new MqttLinkOptions
            {
                Host = options.MqttHost,
                Port = options.MqttPort,
                Username = options.MqttUsername,
                Password = options.MqttPassword,
                TlsCaFile = options.MqttTlsCaFile,
                ClientId = string.Create(CultureInfo.InvariantCulture, $"simulator-load-{Environment.ProcessId}-{generator.Epoch}"),
            },
            clock);
        _publisher = new MqttPublisher(_link, MaxOpen, republishes: true);
        _publisher.Accepted += () => counters.Accept(generator.ReadingsPerRecord);
        _publisher.Refused += _ => counters.Refuse(generator.ReadingsPerRecord);
        _topics = [.. generator.Assets.Select(a => Wire.TelemetryTopic(a, SimulatorPayload.V1))];
        _buffer = new byte[generator.RecordBytes];
    }

    public override Task StartAsync(CancellationToken cancellationToken) => _link.ConnectAsync(cancellationToken);

    public override async ValueTask SendAsync(int asset, CancellationToken cancellationToken)
    {
        await _publisher.WaitAsync(open: MaxOpen - 1, cancellationToken);
        _generator.NextRecord(asset, _buffer);
        _publisher.TryPublish(_topics[asset], _buffer); // cannot fail: a slot is free and nobody else takes it
    }

    public override ValueTask FlushAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public override async Task CompleteAsync()
    {
        using var limit = new CancellationTokenSource(CompletionTimeout);
        try
        {
            await _publisher.WaitAsync(open: 0, limit.Token);
        }
        catch (OperationCanceledException)
        {
            _counters.Refuse((long)_publisher.Open * _generator.ReadingsPerRecord);
        }
    }

    public override ValueTask DisposeAsync() => _link.DisposeAsync();
}
