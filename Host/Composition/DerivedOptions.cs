using Maintenance.Api.Observability;
using Maintenance.Simulator;

namespace Maintenance.Host.Composition;

/// <summary>
/// Defaults derived from other options: one data directory for everything, and the port the embedded broker actually listens on.
/// </summary>
internal static class DerivedOptions
{
    public static IEnumerable<KeyValuePair<string, string?>> Of(IConfiguration configuration, HostOptions options, int? brokerPort,
        string localToken)
    {
        var data = Path.GetFullPath(options.DataDirectory);
        yield return KeyValuePair.Create("Host:DataDirectory", (string?)data);
        foreach (var key in (string[])["Log:DataDirectory", "Store:DataDirectory"])
            yield return KeyValuePair.Create(key, (string?)(configuration[key] ?? data));
        yield return KeyValuePair.Create("Backup:Directory", (string?)(configuration["Backup:Directory"] ?? Path.Combine(data, "backups")));
        yield return KeyValuePair.Create("Simulator:OutboxDirectory",
            (string?)(configuration["Simulator:OutboxDirectory"] ?? OutboxOf(configuration, data)));
        yield return KeyValuePair.Create("Dashboard:LocalToken", (string?)localToken);
        foreach (var setting in ObservabilityExtensions.Settings(configuration)) yield return setting;
        if (brokerPort is not { } port) yield break;
        yield return KeyValuePair.Create("Mqtt:Host", (string?)"127.0.0.1");
        yield return KeyValuePair.Create("Mqtt:Port", (string?)port.ToString());
    }

    // Each scenario, each fleet size and seed has its own outbox: a fleet cannot resend records of drills it does not have.
    private static string OutboxOf(IConfiguration configuration, string data)
    {
        var fleet = new SimulatorOptions();
        configuration.GetSection(SimulatorOptions.SectionName).Bind(fleet);
        if (fleet.Scenario.Length > 0)
            return Path.Combine(data, "simulator", $"scenario-{Path.GetFileNameWithoutExtension(fleet.Scenario)}");
        return Path.Combine(data, "simulator", $"seed-{fleet.Seed}-assets-{fleet.Assets}");
    }
}
