using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// Precursors of stuck pipe as drilling handbooks name them: overpull, torque that winds the string up instead of turning it, rising and
/// erratic torque, and pressure that rises at the same flow (pack-off). Each is measured against the drill's own last two hours in the same
/// state and divided by its limit; nothing is fitted. A sign counts in full in its minute and fades over <see cref="RecentMinutes"/>.
/// </summary>
internal static class StuckPipeTrend
{
    /// <summary>Minutes in which signs are looked for.</summary>
    public const int RecentMinutes = 20;

    /// <summary>Overpull that a driller acts on, as a part of the string load: 5 % (50–70 kN of a usual string).</summary>
    private const float OverpullLimit = 0.05f;

    /// <summary>
    /// A load that wanders by itself must leave its usual range: about twice its standard deviation, as median deviations.
    /// </summary>
    private const float Noise = 3;

    /// <summary>Drag that comes and goes with starting or stopping pumps or rotation, as a part of the string load.</summary>
    private const float ChangeOfState = 0.05f;

    /// <summary>
    /// A load that jumps by more is the string being taken over from the slips, where these are not told by the block, or else no load at
    /// all.
    /// </summary>
    private const float Lift = 1.6f, Nonsense = 3;

    /// <summary>
    /// Torque without rotation beyond the usual torque of the turning string, which friction alone holds when rotation stops, in usual
    /// torques.
    /// </summary>
    private const float StallLimit = 1;

    /// <summary>Rise above the usual upper torque, in usual torques.</summary>
    private const float RiseLimit = 0.5f;

    /// <summary>Range of torque beyond the usual range, in usual torques.</summary>
    private const float SwingLimit = 3;

    /// <summary>
    /// Rise of pressure at the same flow over its usual upper level: a tenth, at least 1 MPa; twice that on bottom, where a mud motor takes
    /// more pressure the harder the bit is pushed.
    /// </summary>
    private const float PressureLimit = 0.1f, PressureLimitPa = 1e6f, OnBottom = 2;

    /// <summary>
    /// Torque arm that stands for the usual torque of a string which has not turned yet: 2 mm × string load (low friction).
    /// </summary>
    private const float FrictionArmM = 0.002f;

    /// <summary>The same where no hook load is known either, N·m.</summary>
    private const float UnknownTorque = 2_000;

    /// <summary>Part of the usual rate of penetration that is progress as before.</summary>
    private const float Progress = 0.5f;

    /// <summary>Minutes that are compared with: at most, and at least.</summary>
    private const int LoadMinutes = 15, LeastLoadMinutes = 3, PressureMinutes = 30, LeastPressureMinutes = 5, LeastTorqueMinutes = 5,
        LeastRiseMinutes = 10, RiseLag = 5;

    public static ModeFinding Judge(in TrendWindow window)
    {
        if (window.Minutes[^1][MinuteColumn.BitDepth] < TrendAssessor.SurfaceM) return ModeFinding.NotSeen(TrendAssessor.OutOfHole);
        var evidence = Evidence(window);
        if (!evidence.IsSeen) return ModeFinding.NotSeen(Unseen(window));
        var probability = TrendIndex.Probability(evidence.Index);
        return new ModeFinding
        {
            Probability = probability,
            Component = probability < FaultLimits.NamedFrom ? null : "drill string",
            Defect = probability < FaultLimits.NamedFrom ? null : Defect(evidence),
            Reasons = probability < FaultLimits.NamedFrom ? null : Reasons(evidence),
        };
    }

    /// <summary>The signs, before they are weighed.</summary>
    public static StuckPipeEvidence Evidence(in TrendWindow window)
    {
        var evidence = new StuckPipeEvidence();
        var (torque, speed) = Usual(window);
        for (var i = 0; i < window.Minutes.Length; i++)
        {
            if (window.Age(i) >= RecentMinutes) continue;
            var weight = 1 - (window.Age(i) / (float)RecentMinutes);
            if (window.Is(i, MinuteState.Whole))
            {
                Overpull(window, i, weight, ref evidence);
                Stall(window, i, weight, torque, speed, ref evidence);
                TorqueRise(window, i, weight, torque, ref evidence);
            }
            PressureRise(window, i, weight, ref evidence);
        }
        TorqueSwing(window, torque, ref evidence);
        evidence.Surges = PackOffSurges.Judge(window);
        return evidence;
    }

    // Torque and speed of the string when it turns with a torque, preferably before the minutes that are judged.
    private static (float Torque, float Speed) Usual(in TrendWindow window)
    {
        var fallback = float.IsNaN(window.UsualLoad) ? UnknownTorque : FrictionArmM * window.UsualLoad;
        foreach (var newest in (ReadOnlySpan<int>)[RecentMinutes, 0])
        {
            var speed = Median(window, newest, MinuteColumn.RotarySpeed, out var count);
            if (count >= LeastTorqueMinutes) return (Torque(window, newest), speed);
        }
        // Of a string that has just begun to turn the torque is known, but not yet how fast it is meant to turn.
        return (Torque(window, 0), 0);

        float Torque(in TrendWindow window, int newest) =>
            Median(window, newest, MinuteColumn.Torque, out _) is var torque && torque >= fallback ? torque : fallback;
    }

    private static float Median(in TrendWindow window, int newest, MinuteColumn column, out int count)
    {
        count = 0;
        for (var i = 0; i < window.Minutes.Length; i++)
        {
            if (window.Age(i) < newest || !window.Is(i, MinuteState.Turning | MinuteState.Whole)
                || !(window[i, MinuteColumn.Torque] > 0)) continue;
            if (!float.IsNaN(window[i, column])) window.Scratch[count++] = window[i, column];
        }
        return TrendWindow.Median(window.Scratch[..count]);
    }

    private static void Overpull(in TrendWindow window, int i, float weight, ref StuckPipeEvidence evidence)
    {
        // A string that makes hole goes down: nothing pulls it, and another load is another string, mud or zero of a gauge.
        if (float.IsNaN(window.Load[i]) || Progresses(window, i)) return;
        var allowed = 0f;
        var count = window.Is(i, MinuteState.AsBefore) ? LoadsBefore(window, i, alike: true) : 0;
        if (count < LeastLoadMinutes) (count, allowed) = (LoadsBefore(window, i, alike: false), ChangeOfState);
        if (count < LeastLoadMinutes) return;
        var before = window.Scratch[..count];
        var usual = (window.WeightIsKnown ? TrendWindow.Median(before) : TrendWindow.Quantile(before, 1)) * (1 + allowed);
        evidence.IsSeen = true;
        var limit = MathF.Max(OverpullLimit * usual, Noise * TrendWindow.Deviation(before));
        if (window.Load[i] < usual * (float.IsNaN(window.BlockLoad) ? Lift : Nonsense))
            evidence.Overpull = evidence.Overpull.With(new Sign(weight * (window.Load[i] - usual) / limit, window.Load[i], usual));
    }

    // Where nothing tells weight on the bit from weight on the hook, picking up off bottom must not look like overpull: all of the two
    // hours count, and only minutes that were on bottom, or off it, as the given one.
    private static int LoadsBefore(in TrendWindow window, int i, bool alike)
    {
        var (count, most) = (0, window.WeightIsKnown ? LoadMinutes : TrendAssessor.MaxMinutes);
        for (var j = i - 1; j >= 0 && count < most; j--)
        {
            if (!window.Is(j, MinuteState.Whole | MinuteState.Active) || (alike && !window.Alike(i, j))) continue;
            if (!window.WeightIsKnown && window.IsOffBottom(i) != window.IsOffBottom(j)) continue;
            if (window.LoadAt(i, j) is var load && !float.IsNaN(load)) window.Scratch[count++] = load;
        }
        return count;
    }

    private static void Stall(in TrendWindow window, int i, float weight, float torque, float speed, ref StuckPipeEvidence evidence)
    {
        // A string that slides on a motor is held against the motor's torque; one that makes hole as before is not held.
        if (window.Is(i, MinuteState.Drilling) && (!window.Is(i, MinuteState.Turning) || Progresses(window, i))) return;
        var now = window[i, MinuteColumn.Torque];
        var turning = MathF.Abs(window[i, MinuteColumn.RotarySpeed]);
        if (float.IsNaN(now) || float.IsNaN(turning) || !(torque > 0)) return;
        evidence.IsSeen = true;
        // Before a usual speed is known, after a trip, a string that turns lacks none.
        var lacking = speed > 0 ? MathF.Max(0, 1 - (turning / speed)) : window.Is(i, MinuteState.Turning) ? 0 : 1;
        evidence.Stall = evidence.Stall.With(new Sign(weight * ((now * lacking) - torque) / (torque * StallLimit), now, torque));
    }

    private static void TorqueRise(in TrendWindow window, int i, float weight, float torque, ref StuckPipeEvidence evidence)
    {
        var now = window[i, MinuteColumn.Torque];
        if (!window.Is(i, MinuteState.Turning) || float.IsNaN(now) || !(torque > 0)) return;
        var count = Before(window, i, MinuteColumn.RotarySpeed);
        if (count < LeastRiseMinutes) return;
        // Torque grows with speed and with weight on bit; what they explain is no sign.
        var explained = MathF.Max(1, window[i, MinuteColumn.RotarySpeed] / TrendWindow.Median(window.Scratch[..count]));
        if (window.Is(i, MinuteState.Drilling))
        {
            count = Before(window, i, MinuteColumn.WeightOnBit);
            explained = MathF.Max(explained, window[i, MinuteColumn.WeightOnBit] / TrendWindow.Median(window.Scratch[..count]));
        }
        count = Before(window, i, MinuteColumn.Torque);
        var usual = TrendWindow.Quantile(window.Scratch[..count], 0.95f) * explained;
        var sign = new Sign(weight * (now - usual) / (torque * RiseLimit), now, usual);
        if (sign.Index > 0 && Progresses(window, i) && LevelStep.Find(Torques(window, i), usual, now) is > 0 and var minutes)
        {
            evidence.TorqueStep = evidence.TorqueStep.With(sign);
            evidence.TorqueLevelAge = Math.Min(evidence.TorqueLevelAge, window.Age(i) + minutes);
        }
        else evidence.TorqueRise = evidence.TorqueRise.With(sign);
    }

    // Minutes of a turning string that drilled, or did not, as in the given one; a string that turns has torque.
    private static int Before(in TrendWindow window, int i, MinuteColumn column)
    {
        var count = 0;
        for (var j = 0; j < i - RiseLag; j++)
        {
            if (!window.Is(j, MinuteState.Turning | MinuteState.Whole)
                || window.Is(j, MinuteState.Drilling) != window.Is(i, MinuteState.Drilling)
                || !(window[j, MinuteColumn.Torque] > 0)) continue;
            window.Scratch[count++] = window[j, column];
        }
        return count;
    }

    private static void TorqueSwing(in TrendWindow window, float torque, ref StuckPipeEvidence evidence)
    {
        if (!(torque > 0)) return;
        evidence.TorqueSwing = SwingOf(window, torque, MinuteState.Whole, ref evidence);
        evidence.AnySwing = SwingOf(window, torque, MinuteState.None, ref evidence);
    }

    private static Sign SwingOf(in TrendWindow window, float torque, MinuteState state, ref StuckPipeEvidence evidence)
    {
        // Another level is no swing.
        var (now, second) = Swing(window, 0, Math.Min(RecentMinutes, evidence.TorqueLevelAge), state);
        var count = 0;
        for (var age = RecentMinutes; age < TrendAssessor.MaxMinutes; age += RecentMinutes)
            if (Swing(window, age, age + RecentMinutes, state).Range is var range && !float.IsNaN(range)) window.Scratch[count++] = range;
        if (float.IsNaN(now) || count == 0) return default;
        evidence.IsSeen = true;
        // Starting and stopping make a swing of one usual torque.
        var usual = MathF.Max(TrendWindow.Median(window.Scratch[..count]), torque);
        var limit = torque * SwingLimit;
        return new Sign(MathF.Max(0, now - usual) / limit, now, usual, MathF.Max(0, second - usual) / limit);
    }

    // Range of torque in minutes of a state, and the same without the greatest and the least one; NaN where torque is known in less than
    // half of all minutes.
    private static (float Range, float WithoutExtremes) Swing(in TrendWindow window, int newest, int oldest, MinuteState state)
    {
        var (known, count) = (0, 0);
        var (least, greatest) = ((float.PositiveInfinity, float.PositiveInfinity), (float.NegativeInfinity, float.NegativeInfinity));
        for (var i = 0; i < window.Minutes.Length; i++)
        {
            var torque = window[i, MinuteColumn.Torque];
            if (window.Age(i) < newest || window.Age(i) >= oldest || float.IsNaN(torque)) continue;
            known++;
            if (!window.Is(i, state)) continue;
            count++;
            least = torque < least.Item1 ? (torque, least.Item1) : (least.Item1, MathF.Min(least.Item2, torque));
            greatest = torque > greatest.Item1 ? (torque, greatest.Item1) : (greatest.Item1, MathF.Max(greatest.Item2, torque));
        }
        return known < RecentMinutes / 2 ? (float.NaN, float.NaN) : count == 0 ? (0, 0)
            : (greatest.Item1 - least.Item1, MathF.Max(0, greatest.Item2 - least.Item2));
    }

    private static void PressureRise(in TrendWindow window, int i, float weight, ref StuckPipeEvidence evidence)
    {
        if (!window.Is(i, MinuteState.SteadyFlow) || float.IsNaN(window[i, MinuteColumn.StandpipePressure])) return;
        var count = PressureTrend.AtFlowOf(window, i, oldest: int.MaxValue, newest: window.Age(i) + 2, PressureMinutes, alike: false);
        if (count < LeastPressureMinutes) return;
        evidence.IsSeen = true;
        var usual = TrendWindow.Quantile(window.Scratch[..count], 0.9f);
        var middle = TrendWindow.Median(window.Scratch[..count]);
        var pressure = window[i, MinuteColumn.StandpipePressure];
        var limit = MathF.Max(PressureLimit * usual, PressureLimitPa) * (window.Is(i, MinuteState.Drilling) ? OnBottom : 1);
        var sign = new Sign(weight * (pressure - usual) / limit, pressure, usual);
        if (sign.Index > 0 && Progresses(window, i) && LevelStep.Find(Pressures(window, i), middle, pressure) > 0)
            evidence.PressureStep = evidence.PressureStep.With(sign);
        else evidence.PressureRise = evidence.PressureRise.With(sign);
    }

    // True when the bit makes hole about as it did: nothing holds the string.
    private static bool Progresses(in TrendWindow window, int i)
    {
        if (!window.Is(i, MinuteState.Drilling) || !(window[i, MinuteColumn.RateOfPenetration] > 0)) return false;
        var count = 0;
        for (var j = 0; j < i - RiseLag; j++)
            if (window.Is(j, MinuteState.Drilling) && window[j, MinuteColumn.RateOfPenetration] is > 0 and var rate)
                window.Scratch[count++] = rate;
        return count >= LeastRiseMinutes
            && window[i, MinuteColumn.RateOfPenetration] >= Progress * TrendWindow.Median(window.Scratch[..count]);
    }

    // Newest first, of the minutes in which a sign does not fade.
    private static ReadOnlySpan<float> Torques(in TrendWindow window, int i)
    {
        var count = 0;
        for (var j = i; j >= 0 && window.Age(j) - window.Age(i) <= RecentMinutes; j--)
            if (window.Is(j, MinuteState.Turning | MinuteState.Drilling)) window.Scratch[count++] = window[j, MinuteColumn.Torque];
        return window.Scratch[..count];
    }

    private static ReadOnlySpan<float> Pressures(in TrendWindow window, int i)
    {
        var count = PressureTrend.AtFlowOf(window, i, window.Age(i) + RecentMinutes, window.Age(i), PressureMinutes, alike: true);
        return window.Scratch[..count];
    }

    private static string Unseen(in TrendWindow window)
    {
        foreach (var minute in window.Minutes)
            if (minute[MinuteColumn.Torque] > 0 || minute[MinuteColumn.HookLoad] > 0 || minute[MinuteColumn.StandpipePressure] > 0)
                return "no steady minutes to compare";
        return "no torque, hook load or pressure";
    }

    private static string Defect(in StuckPipeEvidence evidence)
    {
        var torque = MathF.Max(MathF.Max(evidence.Stall.Index, evidence.TorqueStep.Index),
            MathF.Max(evidence.TorqueRise.Index, evidence.TorqueSwing.Index));
        var pressure = MathF.Max(evidence.PressureStep.Index, MathF.Max(evidence.PressureRise.Index, evidence.Surges.Index));
        return pressure >= MathF.Max(torque, evidence.Overpull.Index) ? "pack-off"
            : evidence.Overpull.Index >= torque ? "overpull" : "erratic torque";
    }

    private static Reason[] Reasons(in StuckPipeEvidence evidence)
    {
        const float Told = 0.1f;
        ReadOnlySpan<(Sign Sign, string Cause, string Name, string Unit)> signs =
        [
            (evidence.Overpull, "string load (overpull)", "string_load", "N"),
            (evidence.Stall, "torque while the string is held", "torque_stall", "N.m"),
            (evidence.TorqueRise, "torque", "torque_mean", "N.m"),
            (evidence.TorqueSwing, "swing of torque within 20 minutes", "torque_swing", "N.m"),
            (evidence.PressureRise, "standpipe pressure at this flow (pack-off)", "standpipe_pressure_mean", "Pa"),
            (evidence.TorqueStep, "torque (reached at once)", "torque_mean", "N.m"),
            (evidence.PressureStep, "standpipe pressure at this flow (reached at once)", "standpipe_pressure_mean", "Pa"),
            (evidence.Surges, "surges of standpipe pressure and torque within a minute (pack-off)", "standpipe_pressure_surge", "1"),
        ];
        var reasons = new List<Reason>();
        foreach (var (sign, cause, name, unit) in signs)
            if (sign.Index >= Told && sign.Value > sign.Usual)
                reasons.Add(new Reason(cause, name, sign.Value, unit, null, sign.Usual, sign.Index));
        reasons.Sort((a, b) => b.Contribution.CompareTo(a.Contribution));
        return [.. reasons];
    }
}
