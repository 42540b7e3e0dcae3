using Maintenance.Core.Assets;
using Maintenance.Simulator.Physics;

namespace Maintenance.Host.Composition;

/// <summary>The drills of the demo.</summary>
internal static class DemonstrationFleet
{
    /// <summary>
    /// A drill without a simulator behind it, for trying one's own client (README). On a test bench near Stavanger.
    /// </summary>
    public static Asset Workshop { get; } = new(AssetId.Parse("WORKSHOP-D1"), "workshop", "bench", "rig1", 58.97, 5.73, 0.2159);

    /// <summary>Assets that a host with these roles registers at startup.</summary>
    public static IReadOnlyList<Asset> Of(IServiceProvider services, IReadOnlySet<HostRole> roles) =>
        roles.Contains(HostRole.Simulator) ? [Workshop, .. services.GetRequiredService<SimulatedFleet>().Assets] : [Workshop];
}
