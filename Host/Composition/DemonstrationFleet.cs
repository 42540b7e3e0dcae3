using Maintenance.Core.Assets;
using Maintenance.Simulator;
using Maintenance.Simulator.Physics;

namespace Maintenance.Host.Composition;

/// <summary>The drills of the demo.</summary>
internal static class DemonstrationFleet
{
    /// <summary>
    /// A drill without a simulator behind it, for trying one's own client (README). On a test bench near Stavanger.
    /// </summary>
    public static Asset Workshop { get; } = new(AssetId.Parse("WORKSHOP-D1"), "workshop", "bench", "rig1", 58.97, 5.73, 0.2159);

    /// <summary>
    /// Assets that a host with these roles registers at startup: with the simulator all, without it only the workshop of a new store, so
    /// that what was removed stays away.
    /// </summary>
    public static IReadOnlyList<Asset> Of(IServiceProvider services, IReadOnlySet<HostRole> roles, bool isNewStore) =>
        roles.Contains(HostRole.Simulator) ? [Workshop, .. services.GetRequiredService<SimulatedFleet>().Assets]
        : isNewStore ? [Workshop] : [];

    /// <summary>Ids of the workshop and of the drills that a simulator with these options registers.</summary>
    public static IReadOnlyList<string> Ids(IConfiguration configuration)
    {
        using var services = new ServiceCollection().AddSimulator(configuration).BuildServiceProvider();
        return [Workshop.Id.Value, .. services.GetRequiredService<SimulatedFleet>().Assets.Select(a => a.Id.Value)];
    }
}
