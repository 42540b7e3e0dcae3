using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>Spectra for people: amplitudes and lines of signals whose content is known.</summary>
public sealed class VibrationAnalysisTests
{
    private const double Rate = 5_120;
    private const double Shaft = 10;
    private static readonly BearingGeometry Bearing = new(9, 0.00794, 0.03904);
    private static readonly MeasurementLocation Machine = new(AssetId.Parse("D1"), "top-drive", 1, Bearing, 23, 400, false);

    [Theory]
    [InlineData(4_096)]
    [InlineData(5_000)] // zeros follow
    [InlineData(60_000)] // more bins than a screen has pixels
    public void A_tone_has_its_amplitude_at_its_frequency_and_lines_of_shaft_and_gear_are_found(int count)
    {
        var samples = Signal(count, t => (2 * Math.Sin(2 * Math.PI * Shaft * t)) + Math.Sin(2 * Math.PI * 23.1 * Shaft * t)
            + (0.5 * Math.Sin(2 * Math.PI * 24.1 * Shaft * t)));
        var found = new VibrationAnalysis().Analyse(samples, Rate, Shaft, Machine).ShouldNotBeNull();
        var (frequencies, amplitudes) = (found.Acceleration.FrequencyHz, found.Acceleration.Amplitude);
        frequencies.Count.ShouldBeLessThanOrEqualTo(VibrationAnalysis.MaxPoints);
        frequencies.ShouldBeInOrder();
        found.Acceleration.ResolutionHz.ShouldBe(Rate / count, 1e-9);
        var (index, greatest) = amplitudes.Index().MaxBy(a => a.Item);
        (greatest, frequencies[index]).ShouldSatisfyAllConditions(
            f => f.greatest.ShouldBe(2, 0.3, "a Hann window loses up to 15 % between two bins"),
            f => f.Item2.ShouldBe(Shaft, found.Acceleration.ResolutionHz));

        var shaft = found.Lines.Single(l => l is { Kind: SpectrumLineKind.Shaft, Harmonic: 1, IsOfEnvelope: false });
        (shaft.FrequencyHz, shaft.OverFloor > 20).ShouldBe((Shaft, true));
        shaft.Amplitude.ShouldBe(2, 0.1);
        // The true mesh is half a percent off the measured speed, as speeds are.
        var mesh = found.Lines.Single(l => l is { Kind: SpectrumLineKind.GearMesh, Harmonic: 1, Sideband: 0 });
        mesh.FrequencyHz.ShouldBe(23 * Shaft);
        mesh.FoundHz.ShouldBe(23.1 * Shaft, found.Acceleration.ResolutionHz);
        mesh.Amplitude.ShouldBe(1, 0.1);
        found.Lines.Where(l => l is { Kind: SpectrumLineKind.GearMesh, Harmonic: 1 }).Select(l => l.Sideband).ShouldBe([-2, -1, 0, 1, 2]);
        found.Lines.Single(l => l is { Kind: SpectrumLineKind.GearMesh, Sideband: 1 }).Amplitude.ShouldBe(0.5, 0.1);
    }

    [Theory]
    [InlineData(SpectrumLineKind.OuterRace)]
    [InlineData(SpectrumLineKind.InnerRace)]
    [InlineData(SpectrumLineKind.Element)]
    public void Impacts_of_a_defect_stand_out_in_the_envelope_at_its_line(SpectrumLineKind defect)
    {
        var order = defect switch
        {
            SpectrumLineKind.OuterRace => Bearing.OuterRaceOrder,
            SpectrumLineKind.InnerRace => Bearing.InnerRaceOrder,
            _ => 2 * Bearing.ElementSpinOrder,
        };
        var period = 1 / (order * Shaft);
        var samples = Signal(8_192, t => 8 * Math.Exp(-(t % period) * 900) * Math.Sin(2 * Math.PI * 1_800 * (t % period)));
        var found = new VibrationAnalysis().Analyse(samples, Rate, Shaft, Machine).ShouldNotBeNull();
        // Impacts without noise stand out in any band, so that it may be a narrow one, of which the envelope reaches half its width.
        found.Envelope.ShouldNotBeNull().FrequencyHz[^1].ShouldBeGreaterThan(2 * order * Shaft);
        found.EnvelopeToHz.ShouldBeGreaterThan(found.EnvelopeFromHz);
        SpectrumLine[] lines =
            [.. found.Lines.Where(l => l is { IsOfEnvelope: true, Harmonic: 1, Sideband: 0, Kind: not SpectrumLineKind.Shaft })];
        lines.Select(l => l.Kind).ShouldBe(
            [SpectrumLineKind.Cage, SpectrumLineKind.OuterRace, SpectrumLineKind.Element, SpectrumLineKind.InnerRace]);
        var clearest = lines.MaxBy(l => l.OverFloor)!;
        clearest.Kind.ShouldBe(defect, string.Join('\n', lines.AsEnumerable()));
        clearest.OverFloor.ShouldBeGreaterThan(5);
        clearest.FoundHz.ShouldBe(order * Shaft, 2);
    }

    [Fact]
    public void Without_a_speed_no_line_is_named_and_too_little_gives_nothing()
    {
        var analysis = new VibrationAnalysis();
        var samples = Signal(4_096, t => Math.Sin(2 * Math.PI * Shaft * t));
        analysis.Analyse(samples, Rate, double.NaN, Machine).ShouldNotBeNull().Lines.ShouldBeEmpty();
        analysis.Analyse(samples, Rate, Shaft, location: null).ShouldNotBeNull().Lines
            .ShouldAllBe(l => l.Kind == SpectrumLineKind.Shaft);
        analysis.Analyse(samples.AsSpan(0, 128), Rate, Shaft, Machine).ShouldNotBeNull().Envelope.ShouldBeNull();
        analysis.Analyse(samples.AsSpan(0, 63), Rate, Shaft, Machine).ShouldBeNull();
        analysis.Analyse([.. samples, float.NaN], Rate, Shaft, Machine).ShouldBeNull();
        analysis.Analyse(samples, 0, Shaft, Machine).ShouldBeNull();
    }

    [Fact]
    public void The_course_of_a_hole_is_counted_from_its_first_station_and_seen_in_the_plane_of_its_section()
    {
        // A quarter of a circle towards the east, from vertical to horizontal: as far to the side as down.
        var radius = 900 * 2 / Math.PI;
        SurveyStation[] stations = [.. Enumerable.Range(0, 10).Select(i => new SurveyStation(1_000 + (i * 100), i * 10, 90))];
        var points = new WellCourse().Compute(stations, sectionAzimuthDeg: 90);
        (points[0].NorthM, points[0].EastM, points[0].VerticalDepthM).ShouldBe((0, 0, 0));
        points[^1].EastM.ShouldBe(radius, 0.001);
        points[^1].VerticalDepthM.ShouldBe(radius, 0.001);
        points[^1].VerticalSectionM.ShouldBe(radius, 0.001);
        points[^1].NorthM.ShouldBe(0, 1e-9);
        points[^1].DoglegSeverityDegPer30M.ShouldBe(3, 1e-9);
        points.Select(p => p.Station).ShouldBe(stations);
    }

    // With noise of a thousandth, so that there is a floor.
    private static float[] Signal(int count, Func<double, double> of)
    {
        var random = new Random(1);
        return [.. Enumerable.Range(0, count).Select(i => (float)(of(i / Rate) + (0.002 * (random.NextDouble() - 0.5))))];
    }
}
