using System.Text.Json;
using Maintenance.Core.Time;
using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Mqtt;
using Maintenance.Simulator.Physics;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Simulator;

/// <summary>Runs the edge agent of the simulated fleet for the life of the host.</summary>
internal sealed partial class SimulatorService(
    IOptions<SimulatorOptions> options, SimulatedFleet fleet, TimeProvider clock, ILogger<SimulatorService> logger) : BackgroundService
{
    private const double CatchUpSpeed = 10;
    private static readonly TimeSpan ReportInterval = TimeSpan.FromSeconds(10);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    protected override Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var o = options.Value;
        if (!o.Enabled) return Task.CompletedTask;
        var agent = new EdgeAgentOptions
        {
            AcknowledgeTimeout = TimeSpan.FromSeconds(o.AcknowledgeTimeoutSeconds),
            StartUnixMicros = o.HeadStart > TimeSpan.Zero ? fleet.Options.StartUnixMicros : null,
            Speed = o.HeadStart > TimeSpan.Zero ? CatchUpSpeed : 1,
            StopsAtNow = true,
        };
        return RunAsync(o, agent, stoppingToken);
    }

    internal async Task<EdgeReport> RunAsync(SimulatorOptions o, EdgeAgentOptions agentOptions, CancellationToken stoppingToken)
    {
        var epoch = UnixMicros.Now(clock);
        using var outbox = Outbox.Open([.. fleet.Assets.Select(a => a.Id.Value)], o.OutboxDirectory.Length > 0
            ? o.OutboxDirectory : null, o.OutboxMaxBytes, epoch);
        await using var transport = CreateTransport(o, outbox.Epoch);
        var agent = new EdgeAgent(fleet, outbox, transport, o.CreateLink(fleet), agentOptions, clock, logger);
        LogStarted(logger, fleet.Assets.Count, fleet.Options.ReadingsPerSecond, o.Transport, outbox.Epoch,
            outbox.Assets.Sum(a => (long)a.Pending));
        agent.ReportDue = o.ReportPath.Length > 0 ? report => WriteReport(o.ReportPath, report) : null;
        agent.ReportInterval = ReportInterval;
        await agent.RunAsync(stoppingToken);
        var report = agent.Report();
        if (o.ReportPath.Length > 0) WriteReport(o.ReportPath, report);
        return report;
    }

    private IEdgeTransport CreateTransport(SimulatorOptions o, long epoch) => o.Transport switch
    {
        SimulatorTransport.Http => new HttpEdgeTransport(o.HttpAddress, o.HttpToken, o.Payload, clock, logger),
        _ => new MqttEdgeTransport(
            new MqttLinkOptions
            {
                Host = o.MqttHost,
                Port = o.MqttPort,
                ClientId = $"{o.MqttClientId}-{epoch}",
                Username = o.MqttUsername,
                Password = o.MqttPassword,
                TlsCaFile = o.MqttTlsCaFile,
            },
            fleet.Assets,
            o.Payload,
            clock,
            logger),
    };

    // Written to a temporary file and renamed, so that a reader never sees half a report.
    private static void WriteReport(string path, EdgeReport report)
    {
        var temporary = path + ".new";
        File.WriteAllText(temporary, JsonSerializer.Serialize(report, Json));
        File.Move(temporary, path, overwrite: true);
    }

    [LoggerMessage(1100, LogLevel.Information, "Simulator started: {Drills} drills, {Rate} readings/s each over {Transport}, epoch "
        + "{Epoch}, {Pending} records pending from the last run")]
    private static partial void LogStarted(ILogger logger, int drills, int rate, SimulatorTransport transport, long epoch, long pending);
}
