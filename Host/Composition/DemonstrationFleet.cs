using Maintenance.Core.Assets;
using Maintenance.Simulator.Physics;

namespace Maintenance.Host.Composition;

/// <summary>The drills of the demonstration.</summary>
internal static class DemonstrationFleet
{
    /// <summary>
    /// A drill with no simulator behind it, for whoever tries a client of their own (README). On a test bench near Stavanger.
    /// </summary>
    public static Asset Workshop { get; } = new(AssetId.Parse("WORKSHOP-D1"), "workshop", "bench", "rig1", 58.97, 5.73, 0.2159);

    /// <summary>What a host with these roles registers by itself.</summary>
    public static IReadOnlyList<Asset> Of(IServiceProvider services, IReadOnlySet<HostRole> roles) =>
        roles.Contains(HostRole.Simulator) ? [Workshop, .. services.GetRequiredService<SimulatedFleet>().Assets] : [Workshop];
}
