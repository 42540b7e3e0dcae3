using System.CommandLine;
using Maintenance.Host.Composition;
using Maintenance.Simulator;

namespace Maintenance.Host.Verbs;

/// <summary>Options of <c>simulate</c> that say which host it sends to, and what of.</summary>
internal static class SimulateTargetOptions
{
    private static readonly Option<string?> Http = new("--http")
    {
        Description = "Send over HTTP to this host, for example http://127.0.0.1:8080. "
            + "Default: over MQTT to the broker of the host running on --data.",
    };
    private static readonly Option<string?> Token = new("--token")
    {
        Description = "API token for --http. Default: that of the host running on --data.",
    };
    private static readonly Option<string?> Mqtt = new("--mqtt") { Description = "Send over MQTT to this broker, host:port." };
    private static readonly Option<bool?> Fields = new("--fields")
    {
        Description = "Tell the host by REST what the fields of the fleet produce and cost, as a simulator inside it does; the account "
            + "must be an engineer's or an admin's. Default: with --http and --token, unless a scenario or a load is run.",
    };
    private static readonly Option<string> Data = VerbOptions.Data();

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Option> All { get; } = [Http, Token, Mqtt, Fields, Data];

    /// <summary>The host that is sent to.</summary>
    /// <exception cref="OptionException">There is none, or an address is malformed.</exception>
    public static Task<SimulatorTarget> FindAsync(ParseResult args, CancellationToken cancellationToken) => SimulatorTarget.FindAsync(
        args.GetValue(Http), args.GetValue(Token), args.GetValue(Mqtt), args.GetValue(Data)!, cancellationToken);

    /// <summary>Registers the drills of a run, and tells of their fields if that is wanted, until it is disposed.</summary>
    public static FleetAtHost FleetOf(ParseResult args, SimulateOptions options, HttpClient client, ILoggerFactory loggers)
    {
        var tells = args.GetValue(Fields) ?? (args.GetValue(Http) is not null && args.GetValue(Token) is not null
            && options.Simulator.Scenario.Length == 0 && options.ReadingsPerSecond is null);
        return new FleetAtHost(client, tells ? options.Simulator.Seed : null, TimeProvider.System, loggers.CreateLogger<FleetAtHost>());
    }
}
