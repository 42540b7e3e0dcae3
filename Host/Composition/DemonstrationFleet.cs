using Maintenance.Core.Assets;

namespace Maintenance.Host.Composition;

/// <summary>What the demonstration adds to the simulated drills.</summary>
internal static class DemonstrationFleet
{
    /// <summary>
    /// A drill with no simulator behind it, for whoever tries a client of their own (README). On a test bench near Stavanger.
    /// </summary>
    public static Asset Workshop { get; } = new(AssetId.Parse("WORKSHOP-D1"), "workshop", "bench", "rig1", 58.97, 5.73, 0.2159);
}
