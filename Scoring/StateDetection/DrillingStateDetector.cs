using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;

namespace Maintenance.Scoring.StateDetection;

/// <summary>
/// Detects what the rig is doing in a block (ISO 13374 state detection) from the means of its channels. Missing channels limit what can be
/// detected: without rotary speed the state is unknown.
/// </summary>
internal static class DrillingStateDetector
{
    private const float RotatingRpm = 5;
    private const float CirculatingM3PerS = 0.003f;
    private const float OnBottomM = 0.5f;
    private const float OnBottomWeightN = 10_000;
    private const float InSlipsHookLoadN = 250_000;
    private const float MovingM = 0.05f;

    public static DrillingState Detect(ReadOnlySpan<Moments> channels)
    {
        var rpm = channels[StandardChannels.RotarySpeed].Mean;
        if (float.IsNaN(rpm)) return DrillingState.Unknown;
        var rotating = MathF.Abs(rpm) >= RotatingRpm;
        if (rotating) return OnBottom(channels) ? DrillingState.Drilling : DrillingState.Reaming;
        var circulating = channels[StandardChannels.MudFlowIn].Mean > CirculatingM3PerS;
        if (circulating) return DrillingState.Circulating;
        ref readonly var bit = ref channels[StandardChannels.BitDepth];
        if (bit.Max - bit.Min > MovingM) return DrillingState.Tripping;
        var hookLoad = channels[StandardChannels.HookLoad].Mean;
        return hookLoad < InSlipsHookLoadN && !OnBottom(channels) ? DrillingState.Connection : DrillingState.Idle;
    }

    // Depths are the best indication; a rig that sends none is on bottom when there is weight on the bit.
    private static bool OnBottom(ReadOnlySpan<Moments> channels)
    {
        var above = channels[StandardChannels.HoleDepth].Mean - channels[StandardChannels.BitDepth].Mean;
        if (!float.IsNaN(above)) return above <= OnBottomM;
        var weight = channels[StandardChannels.WeightOnBit].Mean;
        return float.IsNaN(weight) || weight > OnBottomWeightN;
    }
}
