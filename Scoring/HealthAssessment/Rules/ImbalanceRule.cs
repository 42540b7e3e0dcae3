using Maintenance.Core.Conditions;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Imbalance without training: vibration at the frequency of the monitored shaft, judged by the zones of ISO 20816-3. A line at twice that
/// is rather misalignment or looseness (ISO 13373-3), and vibration that is mostly something else is not imbalance.
/// </summary>
internal static class ImbalanceRule
{
    // ISO 20816-3: velocity from 10 Hz, displacement below, machines from 120 rev/min.
    private const double VelocityFromHz = 10;
    private const double LowestHz = 2;

    // Share of the velocity's power that is at the shaft's frequency.
    private const float Dominant = 0.5f;
    private const float MisalignedFrom = 0.75f;

    /// <summary>Judges imbalance of the monitored shaft.</summary>
    public static ModeFinding Judge(in RuleInput input)
    {
        if (!input.Turning) return ModeFinding.NotSeen("the string stands still");
        if (input.Location is not { } location) return ModeFinding.NotSeen("nothing is known of the machine at the vibration sensor");
        var shaftHz = input.Mean(RotarySpeedMean) / 60 * location.TurnsPerStringTurn;
        if (!input.Has(ShaftOrder1) || double.IsNaN(shaftHz)) return ModeFinding.NotSeen("no vibration at the shaft's frequency");
        if (shaftHz < LowestHz) return ModeFinding.NotSeen("the shaft turns too slowly for ISO 20816-3");
        var zones = shaftHz >= VelocityFromHz ? VibrationZones.OfVelocity(location) : VibrationZones.OfDisplacement(location);
        if (zones is not { } limits) return ModeFinding.NotSeen("the machine's power is unknown or below 15 kW");

        // Amplitude of acceleration to RMS of velocity, mm/s, or of displacement, µm.
        var omega = 2 * Math.PI * shaftHz;
        var velocity = (float)(1000 * input.Mean(ShaftOrder1) / (omega * Math.Sqrt(2)));
        var judged = shaftHz >= VelocityFromHz ? velocity : (float)(1000 * velocity / omega);
        var probability = new ProbabilityScale((limits.B + limits.C) / 2, limits.C, limits.D).Of(judged);
        // Below 10 Hz the velocity of the standard does not contain the line.
        var whole = input.Mean(VelocityRms);
        if (shaftHz >= VelocityFromHz && velocity * velocity < Dominant * whole * whole)
            probability = Math.Min(probability, FaultLimits.NamedFrom / 2);
        if (probability < FaultLimits.NamedFrom) return new ModeFinding { Probability = probability };
        // The usual end in the descriptor's own unit.
        var usual = input.Mean(ShaftOrder1) * limits.B / judged;
        var twice = (float)(1000 * input.Mean(ShaftOrder1 + 1) / (2 * omega * Math.Sqrt(2)));
        return new ModeFinding
        {
            Probability = probability,
            Component = RuleSign.Component(location, "shaft"),
            Defect = twice > MisalignedFrom * velocity ? "misalignment or looseness" : null,
            Severity = limits.Letter(shaftHz >= VelocityFromHz && whole > judged ? whole : judged),
            Reasons = RuleSign.Reasons(input,
            [
                new(ShaftOrder1, probability, 0, usual),
                new(VelocityRms, probability / 2, 0, VibrationZones.OfVelocity(location)!.Value.B),
            ]),
        };
    }
}
