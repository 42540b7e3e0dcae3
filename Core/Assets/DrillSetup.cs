using System.Text;

namespace Maintenance.Core.Assets;

/// <summary>What is known of a drill that its descriptors depend on. Unknown is not an error: what needs it is then not computed.</summary>
/// <param name="BitDiameterM">Bit diameter, m; NaN when unknown.</param>
/// <param name="Locations">Where vibration is measured, by name; empty when nothing is known.</param>
public sealed record DrillSetup(double BitDiameterM, IReadOnlyList<MeasurementLocation> Locations)
{
    /// <summary>Nothing is known.</summary>
    public static DrillSetup Unknown { get; } = new(double.NaN, []);

    /// <summary>The setup of an asset; <see cref="Unknown"/> for null.</summary>
    public static DrillSetup Of(Asset? asset) =>
        asset is null ? Unknown : new(asset.BitDiameterM, asset.Locations ?? MeasurementLocations.None);

    /// <summary>The location when there is just one: that of the vibration channels, which have no name; otherwise null.</summary>
    public MeasurementLocation? OnlyLocation => Locations.Count == 1 ? Locations[0] : null;

    /// <summary>The location where a waveform was measured; null when it is not known. Allocation-free.</summary>
    /// <param name="nameUtf8">Location that the waveform names, ASCII; upper and lower case count alike.</param>
    /// <param name="isOnlyWaveform">
    /// True when its block has no other waveform: under a name that is not registered it is then taken for that of
    /// <see cref="OnlyLocation"/>. With several waveforms that would judge a pump by the bearing of the top drive.
    /// </param>
    public MeasurementLocation? LocationOf(ReadOnlySpan<byte> nameUtf8, bool isOnlyWaveform)
    {
        for (var i = 0; i < Locations.Count; i++)
            if (Ascii.EqualsIgnoreCase(nameUtf8, Locations[i].Name)) return Locations[i];
        return isOnlyWaveform ? OnlyLocation : null;
    }
}
