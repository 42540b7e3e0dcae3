using Maintenance.Core.Ports;
using Microsoft.Extensions.Hosting;

namespace Maintenance.Ingest.Sources;

/// <summary>
/// Starts and stops the sources with the host. Failure strategy: a source whose loop fails ends the host, because a process that accepts no
/// telemetry must not look healthy. Threading: the host's.
/// </summary>
internal sealed class TelemetrySourceService(IEnumerable<ITelemetrySource> sources) : BackgroundService
{
    private readonly ITelemetrySource[] _sources = [.. sources];

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var source in _sources) await source.StartAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        foreach (var source in _sources.Reverse()) await source.StopAsync(cancellationToken);
        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var ended in Task.WhenEach(_sources.Select(s => s.Completion)).WithCancellation(stoppingToken)) await ended;
    }
}
