namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>
/// What a rule says of one failure mode. A rule needs no training: it compares descriptors with limits of standards and handbooks.
/// </summary>
internal readonly record struct ModeFinding
{
    /// <summary>
    /// Why the mode cannot be seen, in words an operator understands, without a full stop: "no vibration waveform". Null when it can.
    /// Always one of a few constants, so that no text is made per block.
    /// </summary>
    public string? Unseen { get; init; }

    /// <summary>True when the inputs say something about this mode in this drilling state.</summary>
    public bool IsSeen => Unseen is null;

    /// <summary>
    /// What limits the evidence although the mode is seen, for example "by temperature only"; null when the evidence is good. A constant,
    /// like <see cref="Unseen"/>.
    /// </summary>
    public string? Limited { get; init; }

    /// <summary>
    /// Probability that the mode is present, 0–1, as an expert would state it: 0.15 is the edge of grade A, 0.3 of C, 0.6 of D.
    /// </summary>
    public float Probability { get; init; }

    /// <summary>The part concerned, for example "top-drive bearing"; null for the mode as such.</summary>
    public string? Component { get; init; }

    /// <summary>What is wrong with it, for example "outer race"; null when it cannot be said.</summary>
    public string? Defect { get; init; }

    /// <summary>Zone of ISO 20816-3 (A–D), or another severity in words; null without one.</summary>
    public string? Severity { get; init; }

    /// <summary>
    /// Values outside their usual range, or trends, strongest first; null below <c>FaultLimits.NamedFrom</c>. Allocated only for a
    /// suspected fault.
    /// </summary>
    public Reason[]? Reasons { get; init; }

    /// <summary>The mode cannot be seen.</summary>
    public static ModeFinding NotSeen(string why) => new() { Unseen = why };

    /// <summary>The mode can be seen and nothing speaks for it.</summary>
    public static ModeFinding Healthy => default;
}
