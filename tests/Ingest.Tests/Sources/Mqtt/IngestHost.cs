using System.Diagnostics.Metrics;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Maintenance.Ingest.Tests.Sources.Mqtt;

/// <summary>
/// The stage over the fake log, with the embedded broker or with a subscription at another one; stopped and disposed by its owner.
/// </summary>
internal sealed class IngestHost : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly IHost _host;
    private bool _abandoned;

    private IngestHost(IHost host, FakeLog log, int port) => (_host, Log, Port) = (host, log, port);

    public FakeLog Log { get; }

    /// <summary>What the stage logged.</summary>
    public LogLines Lines { get; private init; } = new();

    /// <summary>The broker's port.</summary>
    public int Port { get; }

    /// <summary>Ends waits that would not end.</summary>
    public static CancellationToken Soon => new CancellationTokenSource(Patience).Token;

    public static Task<IngestHost> WithBrokerAsync(params (string Key, string Value)[] settings) =>
        StartAsync(BrokerSocket.Listen(0), port: null, settings);

    public static Task<IngestHost> AtBrokerAsync(int port, params (string Key, string Value)[] settings) =>
        StartAsync(socket: null, port, settings);

    public async Task<HealthReportEntry> HealthAsync(string part = "mqtt") =>
        (await _host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Soon)).Entries[part];

    public async Task WaitForAsync(HealthStatus wanted)
    {
        while ((await HealthAsync()).Status != wanted) await Task.Delay(10, Soon);
    }

    /// <summary>The source of a type.</summary>
    internal T Source<T>() where T : Core.Ports.ITelemetrySource => _host.Services.GetServices<Core.Ports.ITelemetrySource>().OfType<T>()
        .Single();

    /// <summary>The value of a meter's instrument now: of a counter the sum of what comes, of an observed one what it shows.</summary>
    public MeterReader Meter(string instrument) => new(_host.Services.GetRequiredService<IMeterFactory>(), instrument);

    /// <summary>Ends it while its log stands still: what waits for the log is not appended.</summary>
    public async Task AbandonAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        _abandoned = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (_abandoned) return;
        Log.Resume();
        await AbandonAsync();
    }

    public static string Topic(string asset, string format) => $"maintenance/v1/north/s1/r1/{asset}/telemetry/{format}";

    public static byte[] Block(string asset, long sequence, int readings = 10) => TelemetryCodecV1.Encode(new TelemetryRecord
    {
        Asset = asset,
        ReadingCount = readings,
        Flags = RecordFlags.Block | RecordFlags.Sequenced,
        Epoch = 77,
        Sequence = sequence,
        EventTimeUnixMicros = IngestHarness.NowMicros,
        IntervalMicros = 1000,
        Columns = [new(StandardChannels.RotarySpeed, string.Empty, new float[readings])],
    });

    private static async Task<IngestHost> StartAsync(BrokerSocket? socket, int? port, (string Key, string Value)[] settings)
    {
        var log = new FakeLog();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Configuration.AddInMemoryCollection(
        [
            new("Mqtt:Port", $"{socket?.Port ?? port}"), new("Mqtt:ReconnectMaxDelay", "00:00:00.2"),
            new("Ingest:MaxPayloadBytes", "1000000"), new("Mqtt:MaxBufferedBytes", "2000000"),
            .. settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)),
        ]);
        IngestHarness.AddTo(builder.Services, log);
        var lines = new LogLines();
        builder.Services.AddLogging(l => l.ClearProviders().AddProvider(lines));
        builder.Services.AddIngest(builder.Configuration, socket);
        var host = builder.Build();
        await host.StartAsync();
        return new IngestHost(host, log, socket?.Port ?? port!.Value) { Lines = lines };
    }
}
