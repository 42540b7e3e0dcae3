using Maintenance.Core.Assets;

namespace Maintenance.Core.Tests.Assets;

public sealed class DrillSetupTests
{
    private static readonly AssetId Drill = AssetId.Parse("D1");

    [Fact]
    public void A_waveform_is_found_by_name_in_any_case()
    {
        var setup = new DrillSetup(0.2, [At("top-drive-bearing"), At("mud-pump")]);
        setup.LocationOf("Mud-Pump"u8, isOnlyWaveform: false)!.Name.ShouldBe("mud-pump");
        setup.LocationOf("top-drive-bearing"u8, isOnlyWaveform: true)!.Name.ShouldBe("top-drive-bearing");
    }

    [Fact]
    public void An_unknown_name_means_the_only_location_only_when_there_is_one_of_each()
    {
        var one = new DrillSetup(0.2, [At("top-drive-bearing")]);
        one.LocationOf("drive"u8, isOnlyWaveform: true)!.Name.ShouldBe("top-drive-bearing");
        one.LocationOf("drive"u8, isOnlyWaveform: false).ShouldBeNull();
        new DrillSetup(0.2, [At("a"), At("b")]).LocationOf("drive"u8, isOnlyWaveform: true).ShouldBeNull();
        DrillSetup.Unknown.LocationOf("drive"u8, isOnlyWaveform: true).ShouldBeNull();
    }

    // domain.md: 6205, n = 9, 1,800 rpm, 7.94/39.04 mm: 107.54 / 162.46 / 70.70 / 11.95 Hz.
    [Fact]
    public void Defect_frequencies_of_a_6205_are_those_of_the_handbook()
    {
        var bearing = new BearingGeometry(9, 0.00794, 0.03904);
        (30 * bearing.OuterRaceOrder).ShouldBe(107.54, 0.005);
        (30 * bearing.InnerRaceOrder).ShouldBe(162.46, 0.005);
        (30 * bearing.ElementSpinOrder).ShouldBe(70.70, 0.005);
        (30 * bearing.CageOrder).ShouldBe(11.95, 0.005);
    }

    private static MeasurementLocation At(string name) => new(Drill, name, 1, null, 0, double.NaN, false);
}
