using Maintenance.Core.Assets;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Evaluation zones of ISO 20816-3 (2022; the values of 10816-3) for machines of 15 kW and more: A as new, B fit for unlimited service, C
/// for a limited time, D dangerous. Velocity is RMS, 10–1,000 Hz, on the bearing housing; below 10 Hz displacement is judged.
/// </summary>
/// <param name="B">Where zone B begins.</param>
/// <param name="C">Where zone C begins.</param>
/// <param name="D">Where zone D begins.</param>
internal readonly record struct VibrationZones(float B, float C, float D)
{
    private const double MinPowerKw = 15;
    private const double Group1AboveKw = 300;

    /// <summary>Zones of velocity, mm/s RMS; null when the power is unknown or below 15 kW.</summary>
    public static VibrationZones? OfVelocity(MeasurementLocation? location) => location switch
    {
        { PowerKw: > Group1AboveKw, FlexibleSupport: false } => new(2.3f, 4.5f, 7.1f),
        { PowerKw: > Group1AboveKw } => new(3.5f, 7.1f, 11.0f),
        { PowerKw: >= MinPowerKw, FlexibleSupport: false } => new(1.4f, 2.8f, 4.5f),
        { PowerKw: >= MinPowerKw } => new(2.3f, 4.5f, 7.1f),
        _ => null,
    };

    /// <summary>Zones of displacement, µm RMS; null as with velocity.</summary>
    public static VibrationZones? OfDisplacement(MeasurementLocation? location) => location switch
    {
        { PowerKw: > Group1AboveKw, FlexibleSupport: false } => new(29, 57, 90),
        { PowerKw: > Group1AboveKw } => new(45, 90, 140),
        { PowerKw: >= MinPowerKw, FlexibleSupport: false } => new(22, 45, 71),
        { PowerKw: >= MinPowerKw } => new(37, 71, 113),
        _ => null,
    };

    /// <summary>Letter of the zone; null for NaN.</summary>
    public string? Letter(float value) =>
        float.IsNaN(value) ? null : value < B ? "A" : value < C ? "B" : value < D ? "C" : "D";

    /// <summary>Zone of the velocity measured at a place; null when either is unknown.</summary>
    public static string? LetterAt(MeasurementLocation? location, float velocityMmPerS) => OfVelocity(location)?.Letter(velocityMmPerS);
}
