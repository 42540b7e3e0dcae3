using System.Net.Sockets;
using Maintenance.Api;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Dashboard;
using Maintenance.Host.Assets;
using Maintenance.Ingest.Sources.EmbeddedBroker;
using Maintenance.Scoring;
using Microsoft.Extensions.Options;

namespace Maintenance.Host.Composition;

/// <summary>What must be there before the services start.</summary>
internal sealed partial class MaintenanceApp
{
    private static BrokerSocket ListenForBroker(IConfiguration configuration, IReadOnlySet<HostRole> roles)
    {
        if (!roles.Contains(HostRole.Ingest))
            throw new OptionException("Host:Roles names Broker without Ingest: the broker acknowledges what Ingest has put into the log "
                + "of the same process. Name both, or run Eclipse Mosquitto and point Mqtt:Host and Mqtt:Port at it.");
        if (!configuration.GetValue("Mqtt:Enabled", true))
            throw new OptionException("Mqtt:Enabled is false and Host:Roles names Broker: leave the role Broker out.");
        var port = configuration.GetValue("Mqtt:Port", 1883);
        if (port is < 0 or > 65535) throw new OptionException($"Mqtt:Port is {port}; allowed are 1 to 65535, or 0 to pick a free one.");
        try
        {
            return BrokerSocket.Listen(port);
        }
        catch (SocketException error)
        {
            throw new OptionException($"The broker of this host cannot listen at Mqtt:Port {port} on 127.0.0.1: {error.Message}. Name "
                + "another port with --set Mqtt:Port=… (0 picks a free one), or leave the role Broker out.");
        }
    }

    private async Task PrepareAsync(IReadOnlySet<HostRole> roles, CancellationToken cancellationToken)
    {
        var services = _app.Services;
        // All wrong options are listed at once, before anything is opened.
        services.GetRequiredService<IStartupValidator>().Validate();
        var store = services.GetRequiredService<IConditionStore>();
        await store.MigrateAsync(cancellationToken);
        var registry = services.GetRequiredService<AssetRegistry>();
        await AssetTable.LoadAsync(store, registry, cancellationToken);
        await AssetTable.RegisterAsync(store, registry, DemonstrationFleet.Of(services, roles), cancellationToken);
        if (roles.Contains(HostRole.Dashboard))
            _firstPassword = (await services.PrepareDashboardAsync(cancellationToken)).GeneratedPassword;
        else if (roles.Contains(HostRole.Api)) _firstPassword = (await services.PrepareApiAsync(cancellationToken)).GeneratedPassword;
        // A log that cannot be opened must end the start with its message, not each service that asks for it.
        services.GetRequiredService<ITelemetryLog>();
        // A model that cannot be read must end the start, not each worker.
        if (roles.Contains(HostRole.Scoring)) await services.PrepareScoringAsync(cancellationToken);
    }
}
