using System.CommandLine;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;

namespace Maintenance.Host.Verbs;

/// <summary><c>simulate</c>: simulates drills in a separate process, against a running host.</summary>
internal static class SimulateVerb
{
    public static Command Create()
    {
        var http = new Option<string?>("--http")
        {
            Description = "Send over HTTP to this host, for example http://127.0.0.1:8080. "
            + "Default: over MQTT to the broker of the host running on --data."
        };
        var token = new Option<string?>("--token") { Description = "API token for --http. Default: that of the host running on --data." };
        var mqtt = new Option<string?>("--mqtt") { Description = "Send over MQTT to this broker, host:port." };
        var seed = new Option<ulong>("--seed") { Description = "Seed for fleet, faults and links.", DefaultValueFactory = _ => 1 };
        var assets = new Option<int>("--assets")
        {
            Description = "Number of drills.", DefaultValueFactory = _ =>
            FleetOptions.DefaultAssets
        };
        var rate = new Option<double?>("--readings-per-second")
        {
            Description = "Load mode: this many readings per second in total, "
            + "pre-encoded, without store-and-forward."
        };
        var seconds = new Option<double?>("--seconds")
        {
            Description = "Duration of the run; then waits until all is acknowledged. "
            + "Default: until stopped."
        };
        var start = new Option<DateTimeOffset?>("--start")
        {
            Description = "Event time of the first reading; the same seed and start give "
            + "the same bytes. Default: now."
        };
        var payload = new Option<SimulatorPayload>("--payload")
        {
            Description = "Encoding of records: V1 or Json.",
            DefaultValueFactory = _ => SimulatorPayload.V1
        };
        var outbox = new Option<string?>("--outbox") { Description = "Folder that keeps unacknowledged records across restarts." };
        var json = VerbOptions.Json();
        var data = VerbOptions.Data();
        var command = new Command("simulate", "Runs simulated drills, or a load test, against a running host.")
        {
            http, token, mqtt, seed, assets, rate, seconds, start, payload, outbox, json, data,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new Arguments(
                parsed.GetValue(http), parsed.GetValue(token), parsed.GetValue(mqtt), parsed.GetValue(seed), parsed.GetValue(assets),
                parsed.GetValue(rate),
                parsed.GetValue(seconds), parsed.GetValue(start), parsed.GetValue(payload), parsed.GetValue(outbox), parsed.GetValue(json),
                parsed.GetValue(data)!),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Arguments args, CancellationToken cancellationToken)
    {
        var host = await FindHostAsync(args, cancellationToken);
        var options = new SimulateOptions
        {
            Assets = args.Assets,
            ReadingsPerSecond = args.ReadingsPerSecond,
            Duration = args.Seconds is { } s ? TimeSpan.FromSeconds(s) : null,
            Start = args.Start,
            Simulator = ToSimulator(args, host),
        };
        using var loggers = ConsoleLog.ToStandardError();
        using var client = host.CreateClient();
        await SimulateCommand.RunAsync(
            options, (assets, token) => AssetRegistration.RegisterAsync(client, assets, TimeProvider.System, token),
            (epoch, readings) => StoredReadings.CountAsync(host, epoch, readings, TimeProvider.System),
            args.Json ? new JsonLinesOnly(Console.Out) : Console.Out, TimeProvider.System, loggers, cancellationToken);
        return 0;
    }

    private static async Task<RunningHost> FindHostAsync(Arguments args, CancellationToken cancellationToken)
    {
        var found = args is { Http: not null, Token: not null } ? null : await RunningHost.FindAsync(args.Data, cancellationToken);
        if (args.Http is not null && !Uri.TryCreate(args.Http, UriKind.Absolute, out _))
            throw new OptionException($"--http is '{args.Http}'; expected an address such as http://127.0.0.1:8080.");
        var url = args.Http ?? found?.Url;
        var token = args.Token ?? found?.Token;
        if (url is null || token is null)
            throw new OptionException($"No host is running on '{Path.GetFullPath(args.Data)}'. Start one with ./run.sh, or "
                + "give one with --http and --token.");
        return new RunningHost(url, token, ProcessId: 0, found?.MqttPort ?? 0);
    }

    private static SimulatorOptions ToSimulator(Arguments args, RunningHost host)
    {
        var (brokerHost, brokerPort) = args.Mqtt is { } address ? ParseBroker(address) : ("127.0.0.1", host.MqttPort);
        if (args.Http is null && brokerPort == 0)
            throw new OptionException("The host has no embedded broker: give one with --mqtt host:port, or send over HTTP with --http.");
        return new SimulatorOptions
        {
            Seed = args.Seed,
            Payload = args.Payload,
            Transport = args.Http is null ? SimulatorTransport.Mqtt : SimulatorTransport.Http,
            MqttHost = brokerHost,
            MqttPort = brokerPort,
            MqttClientId = $"maintenance-simulate-{Environment.ProcessId}",
            HttpAddress = new Uri(host.Url),
            HttpToken = host.Token,
            OutboxDirectory = args.Outbox ?? "",
        };
    }

    private static (string Host, int Port) ParseBroker(string address)
    {
        var colon = address.LastIndexOf(':');
        return colon > 0 && int.TryParse(address.AsSpan(colon + 1), out var port) && port is > 0 and <= 65535
            ? (address[..colon], port)
            : throw new OptionException($"--mqtt is '{address}'; expected host:port, for example 127.0.0.1:1883.");
    }

    private sealed record Arguments(
        string? Http, string? Token, string? Mqtt, ulong Seed, int Assets, double? ReadingsPerSecond, double? Seconds,
        DateTimeOffset? Start, SimulatorPayload Payload,
        string? Outbox, bool Json, string Data);
}
