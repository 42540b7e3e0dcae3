using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>A value a rule looked at, and what it thinks of it.</summary>
/// <param name="Descriptor">Index of the descriptor.</param>
/// <param name="Probability">Probability of the mode by this value alone.</param>
/// <param name="UsualLow">Usual range; NaN when it has no lower end.</param>
/// <param name="UsualHigh">Upper end.</param>
internal readonly record struct RuleSign(int Descriptor, float Probability, float UsualLow, float UsualHigh)
{
    /// <summary>The values above their usual range, the most telling first.</summary>
    public static Reason[] Reasons(in RuleInput input, ReadOnlySpan<RuleSign> signs)
    {
        var reasons = new List<Reason>(signs.Length);
        foreach (var sign in signs)
        {
            var value = input.Mean(sign.Descriptor);
            if (!(value > sign.UsualHigh)) continue;
            var descriptor = Descriptors.All[sign.Descriptor];
            reasons.Add(new Reason(descriptor.Meaning, descriptor.Name, value, descriptor.Unit,
                float.IsNaN(sign.UsualLow) ? null : sign.UsualLow, sign.UsualHigh, sign.Probability));
        }
        return [.. reasons.OrderByDescending(r => r.Contribution)];
    }

    /// <summary>The part in words: the place's name, or what is given when nothing is known.</summary>
    public static string Component(MeasurementLocation? location, string otherwise) => location?.Name.Replace('-', ' ') ?? otherwise;
}
