using Maintenance.Core.Assets;
using Maintenance.Scoring.Workers;

namespace Maintenance.Scoring.Tests.Workers;

/// <summary>A worker describes blocks with what is known of the drill when they come.</summary>
public sealed class AssetStatesTests
{
    private static readonly AssetId Drill = AssetId.Parse("D1");

    [Fact]
    public void A_change_of_the_drill_counts_from_the_next_record_on()
    {
        var registry = new AssetRegistry();
        var states = new AssetStates(registry, historyBlocks: 100, lateBlocks: 0);
        states.Of("D1"u8).Setup.ShouldBe(DrillSetup.Unknown);
        registry.AddOrReplace([Known(0.2, "pump")]);
        var state = states.Of("D1"u8);
        (state.Region, state.Setup.BitDiameterM, state.Setup.OnlyLocation!.Name).ShouldBe(("north", 0.2, "pump"));
        registry.AddOrReplace([Known(0.3, "bearing")]);
        state.Setup.BitDiameterM.ShouldBe(0.2, "not in the middle of a record");
        states.Of("D1"u8).ShouldBeSameAs(state);
        (state.Setup.BitDiameterM, state.Setup.OnlyLocation!.Name).ShouldBe((0.3, "bearing"));
        registry.Remove(["D1"]);
        states.Of("D1"u8).Setup.BitDiameterM.ShouldBe(0.3, "what is in the log belongs to it");
    }

    [Fact]
    public void Asking_for_a_known_drill_allocates_nothing()
    {
        var registry = new AssetRegistry();
        registry.AddOrReplace([Known(0.2, "pump")]);
        var states = new AssetStates(registry, historyBlocks: 100, lateBlocks: 0);
        states.Of("D1"u8);
        Allocated.By(() => states.Of("D1"u8), times: 100).ShouldBe(0);
    }

    private static Asset Known(double bit, string location) => new(Drill, "north", "s", "r", 0, 0, bit)
    {
        Locations = MeasurementLocations.Of([new(Drill, location, 1, null, 0, double.NaN, false)]),
    };
}
