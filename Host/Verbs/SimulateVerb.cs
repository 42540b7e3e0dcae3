using System.CommandLine;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;
using Maintenance.Simulator.Scenarios;

namespace Maintenance.Host.Verbs;

/// <summary><c>simulate</c>: simulates drills in a separate process, against a running host.</summary>
internal static class SimulateVerb
{
    private static readonly Option<string?> ScenarioName = new("--scenario")
    {
        Description = "Scenario to play, by name or file; it says which drills there are and what happens to them.",
    };
    private static readonly Option<bool> ListScenarios = new("--list-scenarios") { Description = "List the scenarios and stop." };
    private static readonly Option<string?> Labels = new("--labels")
    {
        Description = "File for what truly happens to which drill and when (CSV, or JSON by its name); none of it is sent.",
    };
    private static readonly Option<double> Speed = new("--speed")
    {
        Description = "Seconds of event time per second, 1 to 10000. Above 1, the run begins in the past and ends now.",
        DefaultValueFactory = _ => 1,
    };
    private static readonly Option<ulong> Seed = new("--seed")
    {
        Description = "Seed for fleet, faults and links.", DefaultValueFactory = _ => 1,
    };
    private static readonly Option<int> Assets = new("--assets")
    {
        Description = "Number of drills.", DefaultValueFactory = _ => FleetOptions.DefaultAssets,
    };
    private static readonly Option<double?> Rate = new("--readings-per-second")
    {
        Description = "Load mode: this many readings per second in total, pre-encoded, without store-and-forward.",
    };
    private static readonly Option<double?> Seconds = new("--seconds")
    {
        Description = "Duration of the run in event time; then waits until all is acknowledged. "
            + "Default: until stopped, with a scenario its length.",
    };
    private static readonly Option<DateTimeOffset?> Start = new("--start")
    {
        Description = "Event time of the first reading; the same seed and start give the same bytes. Default: now.",
    };
    private static readonly Option<SimulatorPayload> Payload = new("--payload")
    {
        Description = "Encoding of records: V1 or Json.", DefaultValueFactory = _ => SimulatorPayload.V1,
    };
    private static readonly Option<string?> Outbox = new("--outbox")
    {
        Description = "Folder that keeps unacknowledged records across restarts.",
    };
    private static readonly Option<bool> Json = VerbOptions.Json();

    public static Command Create()
    {
        var command = new Command("simulate", "Runs simulated drills, a scenario or a load test against a running host.")
        {
            ScenarioName, ListScenarios, Labels, Speed, Seed, Assets, Rate, Seconds, Start, Payload, Outbox, Json,
        };
        foreach (var option in SimulateTargetOptions.All) command.Add(option);
        command.Validators.Add(r =>
        {
            if (r.GetValue(ScenarioName) is null) return;
            foreach (var option in (Option[])[Seed, Assets, Rate])
                if (r.GetResult(option) is { Implicit: false }) r.AddError($"{option.Name}: not with --scenario, which sets it.");
        });
        Speed.Validators.Add(r =>
        {
            if (r.GetValueOrDefault<double>() is not (>= 1 and <= 10_000)) r.AddError("--speed: allowed: 1 to 10000.");
        });
        command.SetAction((parsed, cancellationToken) => parsed.GetValue(ListScenarios) ? List() : RunAsync(parsed, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult args, CancellationToken cancellationToken)
    {
        var target = await SimulateTargetOptions.FindAsync(args, cancellationToken);
        var options = new SimulateOptions
        {
            Assets = args.GetValue(Assets),
            ReadingsPerSecond = args.GetValue(Rate),
            Duration = args.GetValue(Seconds) is { } s ? TimeSpan.FromSeconds(s) : null,
            Start = args.GetValue(Start),
            Speed = args.GetValue(Speed),
            LabelsPath = args.GetValue(Labels),
            Simulator = new SimulatorOptions
            {
                Seed = args.GetValue(Seed),
                Scenario = args.GetValue(ScenarioName) ?? "",
                Payload = args.GetValue(Payload),
                Transport = target.OverHttp ? SimulatorTransport.Http : SimulatorTransport.Mqtt,
                MqttHost = target.BrokerHost,
                MqttPort = target.BrokerPort,
                MqttClientId = $"maintenance-simulate-{Environment.ProcessId}",
                HttpAddress = new Uri(target.Host.Url),
                HttpToken = target.Host.Token,
                OutboxDirectory = args.GetValue(Outbox) ?? "",
            },
        };
        using var loggers = ConsoleLog.ToStandardError();
        using var client = target.Host.CreateClient();
        await using var fleet = SimulateTargetOptions.FleetOf(args, options, client, loggers);
        await SimulateCommand.RunAsync(
            options, fleet.BeginAsync, (epoch, readings) => StoredReadings.CountAsync(target.Host, epoch, readings, TimeProvider.System),
            args.GetValue(Json) ? new JsonLinesOnly(Console.Out) : Console.Out, TimeProvider.System, loggers, cancellationToken);
        return 0;
    }

    private static Task<int> List()
    {
        foreach (var name in ScenarioLibrary.Names) Console.Out.WriteLine($"{name,-22} {ScenarioLibrary.Load(name).About}");
        return Task.FromResult(0);
    }
}
