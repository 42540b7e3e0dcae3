using System.Net.Sockets;
using Maintenance.Api;
using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Dashboard;
using Maintenance.Host.Alarms;
using Maintenance.Host.Assets;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Maintenance.Queries;
using Maintenance.Scoring;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Composition;

/// <summary>What must be ready before the services start.</summary>
internal sealed partial class MaintenanceApp
{
    private static BrokerSocket ListenForBroker(IConfiguration configuration, IReadOnlySet<HostRole> roles)
    {
        if (!roles.Contains(HostRole.Ingest))
            throw new OptionException("Host:Roles has Broker without Ingest: the broker acknowledges what Ingest has written to the log "
                + "of the same process. Give both, or run Eclipse Mosquitto and point Mqtt:Host and Mqtt:Port at it.");
        if (!configuration.GetValue("Mqtt:Enabled", true))
            throw new OptionException("Mqtt:Enabled is false but Host:Roles contains Broker: remove the role Broker.");
        var port = configuration.GetValue("Mqtt:Port", 1883);
        if (port is < 0 or > 65535) throw new OptionException($"Mqtt:Port is {port}; allowed: 1 to 65535, or 0 to pick a free port.");
        try
        {
            return BrokerSocket.Listen(port);
        }
        catch (SocketException error)
        {
            throw new OptionException($"The embedded broker cannot listen on 127.0.0.1:{port} (Mqtt:Port): {error.Message}. Choose "
                + "another port with --set Mqtt:Port=… (0 picks a free one), or remove the role Broker.");
        }
    }

    private async Task PrepareAsync(IReadOnlySet<HostRole> roles, CancellationToken cancellationToken)
    {
        var services = _app.Services;
        // Reports all invalid options at once, before anything is opened.
        services.GetRequiredService<IStartupValidator>().Validate();
        var store = services.GetRequiredService<IConditionStore>();
        await store.MigrateAsync(cancellationToken);
        var registry = services.GetRequiredService<AssetRegistry>();
        await AssetTable.LoadAsync(store, registry, cancellationToken);
        // Accounts are made after this, at the first start.
        var isNewStore = registry.All.Count == 0 && (await UserAccountsQuery.RunAsync(store, cancellationToken)).Count == 0;
        await AlarmRuleTable.SeedAsync(store, cancellationToken);
        await AlarmRuleTable.LoadAsync(store, services.GetRequiredService<AlarmRules>(),
            services.GetRequiredService<ILogger<MaintenanceApp>>(), cancellationToken);
        await AssetTable.RegisterAsync(store, registry, DemonstrationFleet.Of(services, roles, isNewStore), cancellationToken);
        if (roles.Contains(HostRole.Dashboard))
            _firstPassword = (await services.PrepareDashboardAsync(cancellationToken)).GeneratedPassword;
        else if (roles.Contains(HostRole.Api)) _firstPassword = (await services.PrepareApiAsync(cancellationToken)).GeneratedPassword;
        // If the log cannot be opened, startup must fail once with its message, not in each service that uses it.
        services.GetRequiredService<ITelemetryLog>();
        // If a model cannot be read, startup must fail, not each worker.
        if (roles.Contains(HostRole.Scoring)) await services.PrepareScoringAsync(cancellationToken);
    }
}
