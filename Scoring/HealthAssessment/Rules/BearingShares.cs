using Maintenance.Scoring.DataManipulation;
using static Maintenance.Scoring.DataManipulation.EnvelopeIndex;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// How the suspicion of a damaged bearing divides over outer race, inner race and rolling elements. Evidence is ln(1 + prominence²), about
/// the logarithm of a likelihood ratio; the shares are those of equally likely defects. A race shows clear lines when it is damaged, an
/// element, which turns about changing axes, often none: without lines of a race, elements keep their share.
/// </summary>
internal readonly record struct BearingShares
{
    // Evidence of one harmonic is averaged over four: its spread is that of single lines, halved.
    private const float Scale = 0.5f;

    /// <summary>True when the lines could be told at all.</summary>
    public bool IsKnown { get; private init; }

    /// <summary>Position of the likeliest defect in <see cref="BearingRule.Defects"/>.</summary>
    public int Leading { get; private init; }

    /// <summary>Prominence of its lines; NaN when nothing could be told.</summary>
    public float Prominence { get; private init; }

    /// <summary>Descriptor of its prominence.</summary>
    public int Descriptor { get; private init; }

    /// <summary>Evidence ahead of the next defect.</summary>
    public float Margin { get; private init; }

    /// <summary>Share of the outer race, 0–1.</summary>
    public float OuterRace { get; private init; }

    /// <summary>Share of the inner race.</summary>
    public float InnerRace { get; private init; }

    /// <summary>Share of the rolling elements.</summary>
    public float Element { get; private init; }

    /// <summary>Share of a defect.</summary>
    public float this[int defect] => defect switch { 0 => OuterRace, 1 => InnerRace, _ => Element };

    /// <summary>Shares of a window.</summary>
    public static BearingShares Of(in RuleInput input)
    {
        ReadOnlySpan<int> descriptors = [BpfoProminence, BpfiProminence, BsfProminence];
        Span<float> evidence = stackalloc float[3];
        var known = 0;
        for (var i = 0; i < evidence.Length; i++)
        {
            evidence[i] = BearingLines.EvidenceOf(input.Mean(descriptors[i]));
            if (float.IsNaN(evidence[i])) evidence[i] = float.NegativeInfinity;
            else known++;
        }
        // A race cannot be told from the other when one of them is not looked for.
        if (known < evidence.Length) return new BearingShares { Prominence = float.NaN, Descriptor = BpfoProminence };
        var leading = 0;
        for (var i = 1; i < evidence.Length; i++)
            if (evidence[i] > evidence[leading]) leading = i;
        var (sum, next) = (0f, float.NegativeInfinity);
        for (var i = 0; i < evidence.Length; i++)
        {
            if (i != leading) next = Math.Max(next, evidence[i]);
            sum += MathF.Exp((evidence[i] - evidence[leading]) / Scale);
        }
        return new BearingShares
        {
            IsKnown = true,
            Leading = leading,
            Prominence = input.Mean(descriptors[leading]),
            Descriptor = descriptors[leading],
            Margin = evidence[leading] - next,
            OuterRace = MathF.Exp((evidence[0] - evidence[leading]) / Scale) / sum,
            InnerRace = MathF.Exp((evidence[1] - evidence[leading]) / Scale) / sum,
            Element = MathF.Exp((evidence[2] - evidence[leading]) / Scale) / sum,
        };
    }
}
