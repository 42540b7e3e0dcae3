using System.CommandLine;
using Maintenance.Host.Composition;
using Maintenance.Simulator.Physics;

namespace Maintenance.Host.Verbs;

/// <summary><c>run</c>: runs a host.</summary>
internal static class RunVerb
{
    public static Command Create()
    {
        var preset = new Option<string>("--preset") { Description = "Embedded or Distributed.", DefaultValueFactory = _ => "Embedded" };
        var roles = new Option<string?>("--roles")
        {
            Description = "Roles to run, separated by "
            + $"commas: {string.Join(", ", Enum.GetNames<HostRole>())}. Default: the preset's."
        };
        var urls = new Option<string?>("--urls") { Description = "Address HTTP listens on. Default: http://127.0.0.1:8080" };
        var assets = new Option<int?>("--assets") { Description = $"Number of simulated drills. Default: {FleetOptions.DefaultAssets}" };
        var data = VerbOptions.Data();
        var set = VerbOptions.Set();
        var command = new Command("run", "Runs a host: broker, simulated fleet, ingest, scoring, store, dashboard.") { preset, roles,
            urls, assets, data, set };
        command.SetAction((parsed, cancellationToken) =>
        {
            var settings = parsed.GetValue(set) ?? [];
            if (parsed.GetValue(urls) is { } named) settings = [.. settings, $"Host:Urls={named}"];
            if (parsed.GetValue(assets) is { } count) settings = [.. settings, $"Simulator:Assets={count}"];
            var wanted = parsed.GetValue(roles)?.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            return MaintenanceApp.RunAsync(parsed.GetValue(preset)!, parsed.GetValue(data)!, wanted, settings, cancellationToken);
        });
        return command;
    }
}
