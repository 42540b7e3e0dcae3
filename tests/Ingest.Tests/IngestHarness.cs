using System.Text;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Ingest.Formats.Csv;
using Maintenance.Ingest.Formats.Json;
using Maintenance.Ingest.Intake;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Maintenance.Ingest.Tests;

/// <summary>An ingestor over the fake log, at a fixed wall clock, with assets D1, D2 and D3.</summary>
internal sealed class IngestHarness : IDisposable
{
    public static readonly DateTimeOffset Now = new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly ServiceProvider _services;

    public IngestHarness(params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build();
        var services = new ServiceCollection();
        AddTo(services, Log);
        services.AddTelemetryIngestor(configuration);
        _services = services.BuildServiceProvider();
        Ingestor = _services.GetRequiredService<TelemetryIngestor>();
    }

    public FakeLog Log { get; } = new();

    public TelemetryIngestor Ingestor { get; }

    public static long NowMicros => UnixMicros.Of(Now);

    public static void AddTo(IServiceCollection services, FakeLog log)
    {
        var registry = new AssetRegistry();
        registry.AddOrReplace([.. new[] { "D1", "D2", "D3" }.Select(id =>
            new Asset(AssetId.Parse(id), "north", "s1", "r1", double.NaN, double.NaN, double.NaN))]);
        services.AddSingleton<TimeProvider>(new FixedClock(Now));
        services.AddSingleton<Core.Ports.ITelemetryLog>(log);
        services.AddSingleton(registry);
    }

    public Task<IngestResult> AcceptAsync(PayloadFormat? format, ReadOnlyMemory<byte> payload, string? asset = null, SourceKind kind =
        SourceKind.Live) =>
        Ingestor.AcceptAsync(format, payload, new SourceContext(kind, "test", asset), CancellationToken.None).AsTask();

    public Task<IngestResult> JsonAsync(string json, string? asset = null) =>
        AcceptAsync(JsonFormat.Instance, Encoding.UTF8.GetBytes(json), asset);

    public Task<IngestResult> CsvAsync(string csv, string? asset = null) =>
        AcceptAsync(CsvFormat.Instance, Encoding.UTF8.GetBytes(csv), asset);

    public void Dispose() => _services.Dispose();

    /// <summary>The wall clock stands still; timers run.</summary>
    private sealed class FixedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
