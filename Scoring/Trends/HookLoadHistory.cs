using System.Runtime.CompilerServices;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Trends;

/// <summary>Learns from minutes what a drill's hook shows with and without its string.</summary>
internal static class HookLoadHistory
{
    // A block that travels this far while the bit stays has let go of the string: heave and slack are less.
    private const float TravelM = 1.5f;
    private const float BitStaysShare = 0.1f;

    // What hangs must weigh this much more than the bare block before the two can be told apart: ten times the noise of a hook load.
    private const float LeastDifference = 0.03f;

    // With only the one known: what a stand on the elevators adds to the bare block, and what slips leave on the hook.
    private const float StandShare = 0.12f;
    private const float LeftInSlips = 0.85f;

    // A string grows lighter on the way out: what hung last counts.
    private const int HangingMinutes = 20;

    // With fewer readings in a minute its own range says little: the way from the minute before counts.
    private const int FewReadings = 3;

    /// <summary>The levels.</summary>
    /// <param name="minutes">Minutes of the past hours, oldest first.</param>
    [SkipLocalsInit]
    public static HookLoadLevel Of(ReadOnlySpan<Minute> minutes)
    {
        if (minutes.Length > TrendAssessor.MaxMinutes) minutes = minutes[^TrendAssessor.MaxMinutes..];
        Span<float> bare = stackalloc float[TrendAssessor.MaxMinutes], hanging = stackalloc float[TrendAssessor.MaxMinutes];
        var (bareCount, hangingCount) = (0, 0);
        for (var i = 0; i < minutes.Length; i++)
        {
            var minute = minutes[i];
            var load = minute[MinuteColumn.HookLoad];
            if (float.IsNaN(load)) continue;
            var before = i > 0 && minute.Blocks < FewReadings && minutes[i - 1].Number == minute.Number - 1 ? minutes[i - 1] : minute;
            var bit = Range(minute, before, MinuteColumn.BitDepthMin, MinuteColumn.BitDepthMax);
            var block = Range(minute, before, MinuteColumn.BlockPositionMin, MinuteColumn.BlockPositionMax);
            // Rotation alone tells nothing: the top drive also turns the joint that it makes up.
            var drills = minute[MinuteColumn.Drilling] > 0.5f;
            // Of a minute in which the string was pulled and set down again, the pull.
            if (drills || bit >= TravelM) hanging[hangingCount++] = minute[MinuteColumn.HookLoadMax];
            else if (block >= TravelM && bit <= BitStaysShare * block) bare[bareCount++] = load;
        }
        return Between(Middle(bare[..bareCount]), Middle(hanging[Math.Max(0, hangingCount - HangingMinutes)..hangingCount]));
    }

    private static float Range(Minute minute, Minute before, MinuteColumn least, MinuteColumn most) =>
        MathF.Max(minute[most], before[most]) - MathF.Min(minute[least], before[least]);

    private static HookLoadLevel Between(float bare, float hanging)
    {
        if (float.IsNaN(bare)) return new(hanging * LeftInSlips, hanging * (1 - (2 * LeastDifference)));
        if (float.IsNaN(hanging)) return new(bare * (1 + StandShare), bare * (1 + (2 * StandShare)));
        var middle = (bare + hanging) / 2;
        return hanging - bare >= LeastDifference * bare ? new(middle, middle) : HookLoadLevel.Unknown;
    }

    private static float Middle(Span<float> values)
    {
        values.Sort();
        return values.IsEmpty ? float.NaN : values[values.Length / 2];
    }
}
