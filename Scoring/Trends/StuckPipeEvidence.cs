namespace Maintenance.Scoring.Trends;

/// <summary>
/// One sign of a sticking string: how strong it was in its strongest minute, with the value and what is usual, and in its second strongest.
/// </summary>
/// <param name="Index">In units of its limit, weighted by how long ago it was; 0 when nothing was seen.</param>
/// <param name="Value">What was measured in the strongest minute.</param>
/// <param name="Usual">What is usual at most.</param>
/// <param name="Second">Index of the second strongest minute.</param>
internal readonly record struct Sign(float Index, float Value, float Usual, float Second = 0)
{
    private const float Kept = 0.6f, Bounded = 0.8f;

    /// <summary>What the sign adds.</summary>
    public float Weight => Second + Once(Index - Second);

    /// <summary>
    /// What only one minute shows counts less than the limit, however strong it is: one jerk of the string is a reason to look, two are a
    /// reason to act.
    /// </summary>
    public static float Once(float index) => index <= Kept ? index : Kept + ((Bounded - Kept) * (1 - MathF.Exp(Kept - index)));

    /// <summary>With another minute.</summary>
    public Sign With(Sign other) =>
        other.Index > Index ? other with { Second = Index } : this with { Second = MathF.Max(Second, other.Index) };
}

/// <summary>The signs of a sticking string that the last twenty minutes show.</summary>
internal record struct StuckPipeEvidence()
{
    /// <summary>String load above that of the minutes before in the same state, N.</summary>
    public Sign Overpull { get; set; }

    /// <summary>Torque while the string does not turn as fast as it did, N·m: it is wound up.</summary>
    public Sign Stall { get; set; }

    /// <summary>Torque above its own upper level in the same state, N·m.</summary>
    public Sign TorqueRise { get; set; }

    /// <summary>Range of torque over twenty minutes while the hook carries the string, N·m.</summary>
    public Sign TorqueSwing { get; set; }

    /// <summary>
    /// The same, with the minutes in slips: pipe is screwed together with torque too, so that this alone never names the mode; but a top
    /// drive that is made up and turned during a trip is a crew that works the string free.
    /// </summary>
    public Sign AnySwing { get; set; }

    /// <summary>Standpipe pressure above that of the same flow, Pa.</summary>
    public Sign PressureRise { get; set; }

    /// <summary>Surges of pressure and torque within the minutes, as a part of the pressure.</summary>
    public Sign Surges { get; set; }

    /// <summary>Torque and pressure that rose at once while the bit goes on making hole, N·m and Pa: another level.</summary>
    public Sign TorqueStep { get; set; }

    /// <inheritdoc cref="TorqueStep"/>
    public Sign PressureStep { get; set; }

    /// <summary>Minutes for which torque has had a level that it reached at once; very many when it did not.</summary>
    public int TorqueLevelAge { get; set; } = int.MaxValue;

    /// <summary>True when at least one sign could have been seen.</summary>
    public bool IsSeen { get; set; }

    private const float InSlipsAtMost = 0.6f;

    /// <summary>
    /// Their sum. The three signs of torque share their minutes: what each shows more than once adds up, what one minute shows counts once.
    /// Pressure that rises and pressure that surges are one sign. Levels that are reached at once are one event, whatever shows it, and are
    /// what one minute shows.
    /// </summary>
    public readonly double Index
    {
        get
        {
            var (pressure, torque) = (MathF.Max(PressureRise.Weight, Surges.Weight), Torque(0));
            var withStep = MathF.Max(MathF.Max(pressure, Sign.Once(PressureStep.Index)) + torque, pressure + Torque(TorqueStep.Index));
            return Math.Max((double)Overpull.Weight + withStep, InSlipsAtMost * (1 - MathF.Exp(-AnySwing.Index / InSlipsAtMost)));
        }
    }

    private readonly float Torque(float step) => Stall.Second + TorqueRise.Second + TorqueSwing.Second + Sign.Once(MathF.Max(
        MathF.Max(Stall.Index - Stall.Second, step),
        MathF.Max(TorqueRise.Index - TorqueRise.Second, TorqueSwing.Index - TorqueSwing.Second)));
}
