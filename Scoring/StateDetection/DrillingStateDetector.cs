using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.StateDetection;

/// <summary>
/// Detects what the rig is doing (ISO 13374 state detection), from the channels that are there: fewer of them say less, and it is unknown
/// only when nothing tells. A block by itself shows rotation, circulation and the bit on bottom; the readings of the last minute show trips
/// and connections too.
/// </summary>
internal static class DrillingStateDetector
{
    /// <summary>Readings older than this are not looked at.</summary>
    public const long WindowMicros = 180_000_000;

    private const float RotatingRpm = 5;
    private const float CirculatingM3PerS = 0.003f;
    private const float CirculatingPa = 1.5e6f;
    private const float OnBottomM = 0.5f;
    private const float OnBottomWeightN = 10_000;

    // Above a floating rig's heave on a string at rest, below half a minute of the slowest trip.
    private const float MovingM = 0.5f;

    // The same within a block of a second.
    private const float MovingInBlockM = 0.05f;

    // A block by itself knows nothing of the rig: below this, a string of some length is not on the hook.
    private const float LightestStringN = 250_000;

    // Nobody reams or washes faster than this for a minute.
    private const float TripPaceM = 8;

    // A stand and some: farther off bottom, a string that neither turns nor circulates is on its way in or out.
    private const float TripM = 45;

    private const float BlockTravelM = 1;
    private const float BitStaysShare = 0.1f;

    // The load that is left in slips when it fell within the last minute.
    private const float DroppedTo = 0.8f;

    /// <summary>State in a block by itself.</summary>
    /// <param name="channels">Moments of the standard channels.</param>
    public static DrillingState Detect(ReadOnlySpan<Moments> channels)
    {
        var window = new RigWindow(0);
        window.Add(RigReading.Of(0, channels));
        return Decide(window, new HookLoadLevel(LightestStringN, float.NaN), MovingInBlockM).State;
    }

    /// <summary>State at the last of the readings.</summary>
    /// <param name="readings">In event-time order; those of the last <see cref="WindowMicros"/> count.</param>
    /// <param name="level">What the drill's past says of its hook load.</param>
    public static DrillingActivity Detect(ReadOnlySpan<RigReading> readings, HookLoadLevel level)
    {
        var now = readings[^1].TimeUnixMicros;
        var window = new RigWindow(now);
        for (var i = readings.Length - 1; i >= 0 && now - readings[i].TimeUnixMicros < WindowMicros; i--)
            if (!window.Add(readings[i])) break;
        return Detect(window, level);
    }

    /// <summary>State that the last readings show together.</summary>
    public static DrillingActivity Detect(in RigWindow window, HookLoadLevel level) => Decide(window, level, MovingM);

    private static DrillingActivity Decide(in RigWindow window, HookLoadLevel level, float movingM)
    {
        var motion = MotionOf(window, movingM);
        bool? turning = float.IsNaN(window.RotarySpeed) ? null : MathF.Abs(window.RotarySpeed) >= RotatingRpm;
        var circulating = IsCirculating(window);
        var moving = motion is StringMotion.In or StringMotion.Out or StringMotion.Moving;
        if (turning == true)
        {
            if (IsOnBottom(window) ?? true) return new(DrillingState.Drilling, motion);
            // The top drive turns the joint that it makes up.
            if (!moving && window.HookLoad < level.SlipsBelowN && window.Bit.Range < movingM)
                return new(DrillingState.Connection, StringMotion.Still);
            // Nobody reams without mud: a string that turns slowly while it is run or pulled.
            return new(circulating == false && moving ? DrillingState.Tripping : DrillingState.Reaming, motion);
        }
        if (circulating == true)
        {
            if (IsSliding(window)) return new(DrillingState.Drilling, motion);
            return new(turning is null ? DrillingState.Unknown : DrillingState.Circulating, motion);
        }
        if (IsInSlips(window, level)) return new(DrillingState.Connection, StringMotion.Still);
        var pace = window.Bit.Range;
        if (turning is null && circulating is null)
        {
            if (pace >= TripPaceM && IsOnBottom(window) != true) return new(DrillingState.Tripping, motion);
            return new(IsSliding(window) ? DrillingState.Drilling : DrillingState.Unknown, motion);
        }
        // A string that hangs far off bottom rests in the course of a trip.
        var rests = window.HoleDepth - window.BitDepth > TripM && window.HookLoad >= level.HangsAboveN;
        return new(moving || rests ? DrillingState.Tripping : DrillingState.Idle, motion);
    }

    // The block also moves while the string hangs in slips: then its motion is not the string's.
    private static StringMotion MotionOf(in RigWindow window, float movingM)
    {
        var (range, net) = (window.Bit.Range, window.Bit.Net);
        if (float.IsNaN(range))
        {
            if (!float.IsNaN(window.BitDepth) || float.IsNaN(window.Block.Range)) return StringMotion.Unknown;
            (range, net) = (window.Block.Range, -window.Block.Net);
        }
        if (range < movingM) return StringMotion.Still;
        return net >= range / 2 ? StringMotion.In : net <= -range / 2 ? StringMotion.Out : StringMotion.Moving;
    }

    private static bool? IsCirculating(in RigWindow window)
    {
        if (!float.IsNaN(window.MudFlow)) return window.MudFlow > CirculatingM3PerS;
        return float.IsNaN(window.StandpipePressure) ? null : window.StandpipePressure > CirculatingPa;
    }

    // Depths are the best indication; a rig that sends none is on bottom when the bit carries weight or makes hole.
    private static bool? IsOnBottom(in RigWindow window)
    {
        var above = window.HoleDepth - window.BitDepth;
        if (!float.IsNaN(above)) return above <= OnBottomM;
        if (!float.IsNaN(window.WeightOnBit)) return window.WeightOnBit > OnBottomWeightN;
        return float.IsNaN(window.Penetration) ? null : window.Penetration >= DrillingFormulae.LowestPenetrationMPerS;
    }

    // Drilling with a mud motor, without rotation of the string.
    private static bool IsSliding(in RigWindow window) =>
        IsOnBottom(window) == true && window.Penetration >= DrillingFormulae.LowestPenetrationMPerS
        && !(window.WeightOnBit <= OnBottomWeightN);

    private static bool IsInSlips(in RigWindow window, HookLoadLevel level)
    {
        // The block goes its own way: it has let go of the string.
        if (window.Block.Range >= BlockTravelM && window.Bit.Range <= BitStaysShare * window.Block.Range)
            return !(window.HookLoad >= level.HangsAboveN);
        if (!float.IsNaN(level.SlipsBelowN)) return window.HookLoad < level.SlipsBelowN;
        // On bottom, weight on the bit takes load off the hook.
        return IsOnBottom(window) != true && window.HookLoad < DroppedTo * window.LargestHookLoad;
    }
}
