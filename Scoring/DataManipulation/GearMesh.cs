using Maintenance.Core.Assets;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>
/// The line at the gear-mesh frequency (teeth × shaft frequency) and its side bands at one and two times the shaft frequency, which a worn
/// or broken tooth raises once per turn (ISO 13373-2). Lines are powers over the width of the window less the floor between them.
/// </summary>
internal static class GearMesh
{
    // The measured speed is taken to be right within this; the line is sought there.
    private const double Tolerance = 0.01;

    // Mesh and side bands together must rise above the floor by this, or there is nothing to relate.
    private const double MinProminence = 6;

    /// <summary>
    /// Fills <c>gear_mesh_amplitude</c> (peak, unit of the samples) and <c>gear_mesh_sidebands</c> (RMS of the four side bands over that of
    /// the mesh). Nothing is told when lines a shaft frequency apart are not separated or lie beyond the spectrum.
    /// </summary>
    public static void Fill(Spectrum spectrum, double shaftHz, MeasurementLocation? location, Span<float> d)
    {
        if (location is not { GearTeeth: > 0 } || !(shaftHz >= 4 * spectrum.ResolutionHz)) return;
        var expected = location.GearTeeth * shaftHz;
        if (expected + 3 * shaftHz > spectrum.NyquistHz || location.GearTeeth < 4) return;
        var width = Math.Min(Math.Max(1.5 * spectrum.ResolutionHz, Tolerance * expected), 0.4 * shaftHz);
        var mesh = spectrum.PeakHz(expected - width, expected + width);
        var floor = Floor(spectrum, mesh, shaftHz);
        var meshPower = Math.Max(spectrum.LinePower(mesh) - floor, 0);
        var sides = 0.0;
        for (var k = 1; k <= 2; k++)
            sides += Math.Max(spectrum.LinePower(mesh - k * shaftHz) - floor, 0)
                + Math.Max(spectrum.LinePower(mesh + k * shaftHz) - floor, 0);
        d[GearMeshAmplitude] = (float)Math.Sqrt(2 * meshPower);
        if (meshPower + sides > MinProminence * floor) d[GearMeshSidebands] = (float)Math.Sqrt(sides / Math.Max(meshPower, floor));
    }

    // Power of a line's width between the lines: the mean of the two middle ones of four.
    private static double Floor(Spectrum spectrum, double mesh, double shaftHz)
    {
        Span<double> gaps =
        [
            spectrum.LinePower(mesh - 1.5 * shaftHz), spectrum.LinePower(mesh - 0.5 * shaftHz), spectrum.LinePower(mesh + 0.5 * shaftHz),
            spectrum.LinePower(mesh + 1.5 * shaftHz),
        ];
        gaps.Sort();
        return (gaps[1] + gaps[2]) / 2;
    }
}
