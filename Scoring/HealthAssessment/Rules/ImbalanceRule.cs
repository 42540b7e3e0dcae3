using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using static Maintenance.Scoring.DataManipulation.DescriptorIndex;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// Imbalance without training: vibration at the frequency of the monitored shaft, judged by the zones of ISO 20816-3. A line at twice
/// that is rather misalignment or looseness (ISO 13373-3), and vibration that is mostly something else is not imbalance. Each block is
/// judged at its own speed, and the window by the block in the middle: means over a speed that changes belong to no speed.
/// </summary>
internal static class ImbalanceRule
{
    // ISO 20816-3: velocity from 10 Hz, displacement below, machines from 120 rev/min.
    private const double VelocityFromHz = 10;
    private const double LowestHz = 2;

    // Share of the velocity's power that is at the shaft's frequency.
    private const float Dominant = 0.5f;
    private const float MisalignedFrom = 0.75f;
    private const int MaxBlocks = 64;

    /// <summary>Judges imbalance of the monitored shaft.</summary>
    public static ModeFinding Judge(in RuleInput input)
    {
        if (!input.Turning) return ModeFinding.NotSeen("the string stands still");
        if (input.Location is not { } location) return ModeFinding.NotSeen("nothing is known of the machine at the vibration sensor");
        if (!input.Has(ShaftOrder1) || !input.Has(RotarySpeedMean)) return ModeFinding.NotSeen("no vibration at the shaft's frequency");
        if (VibrationZones.OfVelocity(location) is not { } zones)
            return ModeFinding.NotSeen("the machine's power is unknown or below 15 kW");
        var line = Typical(input, location);
        if (float.IsNaN(line.Judged)) return ModeFinding.NotSeen("the shaft turns too slowly for ISO 20816-3");
        if (line.Probability < FaultLimits.NamedFrom) return new ModeFinding { Probability = line.Probability };
        // The usual end in the descriptor's own unit.
        var usual = input.Mean(ShaftOrder1) * line.Limits.B / line.Judged;
        return new ModeFinding
        {
            Probability = line.Probability,
            Component = RuleSign.Component(location, "shaft"),
            Defect = line.Twice > MisalignedFrom * line.Once ? "misalignment or looseness" : null,
            Severity = line.Limits.Letter(line.Judged == line.Once && line.Whole > line.Once ? line.Whole : line.Judged),
            Reasons = RuleSign.Reasons(input,
                [new(ShaftOrder1, line.Probability, 0, usual), new(VelocityRms, line.Probability / 2, 0, zones.B)]),
        };
    }

    // The block in the middle of those that can be judged, the lower of two; the means of a window without blocks.
    private static Line Typical(in RuleInput input, MeasurementLocation location)
    {
        Span<float> probabilities = stackalloc float[MaxBlocks];
        Span<int> blocks = stackalloc int[MaxBlocks];
        var count = 0;
        for (var i = input.Window.Length - 1; i >= 0 && count < MaxBlocks; i--)
        {
            if (!input.Running[i]) continue;
            var line = Line.Of(input.Window[i].Descriptors, location);
            if (!float.IsNaN(line.Judged)) (probabilities[count], blocks[count++]) = (line.Probability, i);
        }
        if (count == 0) return Line.Of(input.Features, location);
        probabilities[..count].Sort(blocks[..count]);
        return Line.Of(input.Window[blocks[(count - 1) / 2]].Descriptors, location);
    }

    // Vibration at the shaft's frequency: velocities in mm/s RMS, and what the standard judges at this speed, mm/s or µm.
    private readonly record struct Line(float Once, float Twice, float Whole, float Judged, VibrationZones Limits, float Probability)
    {
        /// <summary>The line of a vector of descriptors; NaN where it cannot be judged.</summary>
        public static Line Of(ReadOnlySpan<float> d, MeasurementLocation location)
        {
            var shaftHz = d[RotarySpeedMean] / 60 * location.TurnsPerStringTurn;
            var byVelocity = shaftHz >= VelocityFromHz;
            if (!(shaftHz >= LowestHz) || (byVelocity ? VibrationZones.OfVelocity(location) : VibrationZones.OfDisplacement(location))
                is not { } limits)
                return new Line(float.NaN, float.NaN, float.NaN, float.NaN, default, 0);
            // From the amplitude of acceleration.
            var omega = 2 * Math.PI * shaftHz;
            var once = (float)(1000 * d[ShaftOrder1] / (omega * Math.Sqrt(2)));
            var judged = byVelocity ? once : (float)(1000 * once / omega);
            var probability = new ProbabilityScale((limits.B + limits.C) / 2, limits.C, limits.D).Of(judged);
            // Below 10 Hz the velocity of the standard does not contain the line.
            var whole = d[VelocityRms];
            if (byVelocity && once * once < Dominant * whole * whole) probability = Math.Min(probability, FaultLimits.NamedFrom / 2);
            return new Line(once, (float)(1000 * d[ShaftOrder1 + 1] / (2 * omega * Math.Sqrt(2))), whole, judged, limits, probability);
        }
    }
}
