using System.CommandLine;
using Maintenance.Host.Client;
using Maintenance.Host.Composition;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;

namespace Maintenance.Host.Verbs;

/// <summary><c>simulate</c>: drills in a process of their own, against a running host.</summary>
internal static class SimulateVerb
{
    public static Command Create()
    {
        var http = new Option<string?>("--http")
        {
            Description = "Send over HTTP to this host, for example http://127.0.0.1:8080. "
            + "Default: over MQTT to the broker of the host that runs on --data."
        };
        var token = new Option<string?>("--token") { Description = "API token for --http. Default: that of the host that runs on --data." };
        var mqtt = new Option<string?>("--mqtt") { Description = "Send over MQTT to this broker, host:port." };
        var seed = new Option<ulong>("--seed") { Description = "Seed of fleet, faults and links.", DefaultValueFactory = _ => 1 };
        var assets = new Option<int>("--assets")
        {
            Description = "Number of drills.", DefaultValueFactory = _ =>
            FleetOptions.DefaultAssets
        };
        var rate = new Option<double?>("--readings-per-second")
        {
            Description = "Load mode: so many readings a second in all, "
            + "pre-encoded, without store-and-forward."
        };
        var seconds = new Option<double?>("--seconds")
        {
            Description = "Length of the run; then it waits until all is acknowledged. "
            + "Default: until stopped."
        };
        var start = new Option<DateTimeOffset?>("--start")
        {
            Description = "Event time of the first reading; the same seed and start give "
            + "the same bytes. Default: now."
        };
        var payload = new Option<SimulatorPayload>("--payload")
        {
            Description = "How records are written: V1 or Json.",
            DefaultValueFactory = _ => SimulatorPayload.V1
        };
        var outbox = new Option<string?>("--outbox") { Description = "Folder in which what is not acknowledged survives this process." };
        var json = VerbOptions.Json();
        var data = VerbOptions.Data();
        var command = new Command("simulate", "Runs simulated drills, or a load, against a running host.")
        {
            http, token, mqtt, seed, assets, rate, seconds, start, payload, outbox, json, data,
        };
        command.SetAction((parsed, cancellationToken) => RunAsync(
            new Wanted(
                parsed.GetValue(http), parsed.GetValue(token), parsed.GetValue(mqtt), parsed.GetValue(seed), parsed.GetValue(assets),
                    parsed.GetValue(rate),
                parsed.GetValue(seconds), parsed.GetValue(start), parsed.GetValue(payload), parsed.GetValue(outbox), parsed.GetValue(json),
                    parsed.GetValue(data)!),
            cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var host = await HostOfAsync(wanted, cancellationToken);
        var options = new SimulateOptions
        {
            Assets = wanted.Assets,
            ReadingsPerSecond = wanted.ReadingsPerSecond,
            Duration = wanted.Seconds is { } s ? TimeSpan.FromSeconds(s) : null,
            Start = wanted.Start,
            Simulator = ToSimulator(wanted, host),
        };
        using var loggers = ConsoleLog.ToStandardError();
        using var client = host.CreateClient();
        await SimulateCommand.RunAsync(
            options, (assets, token) => AssetRegistration.RegisterAsync(client, assets, TimeProvider.System, token), wanted.Json
                ? new JsonLinesOnly(Console.Out) : Console.Out,
            TimeProvider.System, loggers, cancellationToken);
        return 0;
    }

    private static async Task<RunningHost> HostOfAsync(Wanted wanted, CancellationToken cancellationToken)
    {
        var found = wanted is { Http: not null, Token: not null } ? null : await RunningHost.FindAsync(wanted.Data, cancellationToken);
        if (wanted.Http is not null && !Uri.TryCreate(wanted.Http, UriKind.Absolute, out _))
            throw new OptionException($"--http is '{wanted.Http}'; an address such as http://127.0.0.1:8080 is needed.");
        var url = wanted.Http ?? found?.Url;
        var token = wanted.Token ?? found?.Token;
        if (url is null || token is null)
            throw new OptionException($"No host runs on data directory '{Path.GetFullPath(wanted.Data)}'. Start one with ./run.sh, or "
                + "name one with --http and --token.");
        return new RunningHost(url, token, ProcessId: 0, found?.MqttPort ?? 0);
    }

    private static SimulatorOptions ToSimulator(Wanted wanted, RunningHost host)
    {
        var (brokerHost, brokerPort) = wanted.Mqtt is { } address ? ParseBroker(address) : ("127.0.0.1", host.MqttPort);
        if (wanted.Http is null && brokerPort == 0)
            throw new OptionException("The host has no broker of its own: name one with --mqtt host:port, or send over HTTP with --http.");
        return new SimulatorOptions
        {
            Seed = wanted.Seed,
            Payload = wanted.Payload,
            Transport = wanted.Http is null ? SimulatorTransport.Mqtt : SimulatorTransport.Http,
            MqttHost = brokerHost,
            MqttPort = brokerPort,
            MqttClientId = $"maintenance-simulate-{Environment.ProcessId}",
            HttpAddress = new Uri(host.Url),
            HttpToken = host.Token,
            OutboxDirectory = wanted.Outbox ?? "",
        };
    }

    private static (string Host, int Port) ParseBroker(string address)
    {
        var colon = address.LastIndexOf(':');
        return colon > 0 && int.TryParse(address.AsSpan(colon + 1), out var port) && port is > 0 and <= 65535
            ? (address[..colon], port)
            : throw new OptionException($"--mqtt is '{address}'; host:port is needed, for example 127.0.0.1:1883.");
    }

    private sealed record Wanted(
        string? Http, string? Token, string? Mqtt, ulong Seed, int Assets, double? ReadingsPerSecond, double? Seconds,
            DateTimeOffset? Start, SimulatorPayload Payload,
        string? Outbox, bool Json, string Data);
}
