using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Mqtt;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Composition;

/// <summary>What must be there before the services start.</summary>
internal sealed partial class MaintenanceApp
{
    /// <summary>Values that follow from others: one data directory for all, and the port the supervised broker really has.</summary>
    private static IEnumerable<KeyValuePair<string, string?>> Derive(IConfiguration configuration, HostOptions options, MosquittoBroker? broker, string localToken)
    {
        foreach (var section in (string[])["Log", "Store", "Dashboard"])
            if (configuration[$"{section}:DataDirectory"] is null)
                yield return KeyValuePair.Create($"{section}:DataDirectory", (string?)options.DataDirectory);
        yield return KeyValuePair.Create("Dashboard:LocalToken", (string?)localToken);
        if (broker is null) yield break;
        yield return KeyValuePair.Create("Mqtt:Host", (string?)"127.0.0.1");
        yield return KeyValuePair.Create("Mqtt:Port", (string?)broker.Port.ToString());
    }

    private static async Task<MosquittoBroker> StartBrokerAsync(IConfiguration configuration, string dataDirectory, CancellationToken cancellationToken)
    {
        var text = configuration["Mqtt:Port"] ?? "1883";
        if (!int.TryParse(text, out var port) || port is < 0 or > 65535)
            throw new OptionException($"Mqtt:Port is '{text}'; allowed: 0 to 65535 (0 picks a free one).");
        return await MosquittoBroker.StartAsync(new MosquittoBrokerOptions { Folder = Path.Combine(dataDirectory, "mosquitto"), Port = port }, cancellationToken);
    }

    private static async Task PrepareAsync(WebApplication app, IReadOnlySet<HostRole> roles, CancellationToken cancellationToken)
    {
        // All wrong options are listed at once, before anything is opened.
        app.Services.GetRequiredService<IStartupValidator>().Validate();
        var store = app.Services.GetRequiredService<IConditionStore>();
        await store.MigrateAsync(cancellationToken);
        var registry = app.Services.GetRequiredService<AssetRegistry>();
        await AssetTable.LoadAsync(store, registry, cancellationToken);
        var own = new List<Asset> { DemonstrationFleet.Workshop };
        if (roles.Contains(HostRole.Simulator)) own.AddRange(DemonstrationFleet.Simulated(app.Services));
        await AssetTable.RegisterAsync(store, registry, [.. own.Where(a => !registry.TryGet(a.Id.Value, out var known) || known != a)], cancellationToken);
    }
}
