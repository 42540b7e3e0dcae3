using System.Runtime.InteropServices;
using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.StateDetection;
using Maintenance.Scoring.Trends;

namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>
/// Detects the drilling state at every reading of a log by the code that runs live, from that reading and those before it, and compares it
/// with the log's own activity.
/// </summary>
internal static class StateJudge
{
    private const long MinuteMicros = 60_000_000;

    /// <summary>State at every cell.</summary>
    public static List<DrillingActivity> Detect(IReadOnlyList<RigCell> cells)
    {
        var (calculator, buffer, descriptors) = (new DescriptorCalculator(), new BlockBuffer(), new float[Descriptors.Count]);
        var window = new List<RigReading>();
        var minutes = new List<Minute>();
        var found = new List<DrillingActivity>(cells.Count);
        var (level, judged) = (HookLoadLevel.Unknown, long.MinValue);
        foreach (var cell in cells)
        {
            calculator.Compute(buffer.Fill(cell.Readings), DrillSetup.Unknown, descriptors);
            var reading = RigReading.Of(cell.TimeUnixMicros, calculator.Channels);
            window.RemoveAll(r => cell.TimeUnixMicros - r.TimeUnixMicros >= DrillingStateDetector.WindowMicros);
            window.Add(reading);
            var number = cell.TimeUnixMicros / MinuteMicros;
            if (number != judged)
            {
                minutes.RemoveAll(m => m.Number < number - TrendAssessor.MaxMinutes);
                (level, judged) = (HookLoadHistory.Of(CollectionsMarshal.AsSpan(minutes)), number);
            }
            found.Add(DrillingStateDetector.Detect(CollectionsMarshal.AsSpan(window), level));
            if (minutes.Count == 0 || minutes[^1].Number != number) minutes.Add(NewMinute(number));
            Roll(minutes[^1], reading);
        }
        return found;
    }

    /// <summary>Compares.</summary>
    public static StateFigures Judge(string well, string part, string sampling, ActivityCode code,
        IReadOnlyList<(RigCell Cell, DrillingActivity Found)> all)
    {
        var judged = all.Select(a => (a.Cell, a.Found.State, Log: code.StateOf(a.Cell.Activity))).Where(a => a.Log is not null).ToList();
        var n = (double)judged.Count;
        var states = Enum.GetValues<DrillingState>().Select(s => new StateCount(DrillingStates.Word(s), judged.Count(j => j.Log == s),
            judged.Count(j => j.State == s), judged.Count(j => j.Log == s && j.State == s))).ToList();
        var agreement = states.Sum(s => s.Both) / n;
        var chance = states.Sum(s => s.InLog / n * (s.Detected / n));
        return new StateFigures(well, part, sampling, judged.Count, agreement,
            states.Count(s => s.InLog > 0) > 1 ? (agreement - chance) / (1 - chance) : null,
            [.. states.Where(s => s.InLog + s.Detected > 0)], Flicker(all));
    }

    private static double Flicker(IReadOnlyList<(RigCell Cell, DrillingActivity Found)> all)
    {
        var (short_, since) = (0, 0);
        for (var i = 1; i < all.Count; i++)
        {
            if (all[i].Found.State == all[i - 1].Found.State) continue;
            if (since > 0 && all[i].Cell.TimeUnixMicros - all[since].Cell.TimeUnixMicros < 3_000_000
                && all[since - 1].Found.State == all[i].Found.State) short_++;
            since = i;
        }
        var hours = all.Count == 0 ? 0 : (all[^1].Cell.TimeUnixMicros - all[0].Cell.TimeUnixMicros) / 3600e6;
        return hours > 0 ? short_ / hours : 0;
    }

    private static Minute NewMinute(long number)
    {
        var minute = new Minute { Number = number };
        Array.Fill(minute.Values, float.NaN);
        (minute[MinuteColumn.Turning], minute[MinuteColumn.Drilling]) = (0, 0);
        return minute;
    }

    private static void Roll(Minute minute, in RigReading r)
    {
        minute.Blocks++;
        var load = minute[MinuteColumn.HookLoad];
        if (!float.IsNaN(r.HookLoad))
            minute[MinuteColumn.HookLoad] = float.IsNaN(load) ? r.HookLoad : load + (r.HookLoad - load) / minute.Blocks;
        if (!(minute[MinuteColumn.HookLoadMax] >= r.HookLoad)) minute[MinuteColumn.HookLoadMax] = r.HookLoad;
        if (MathF.Abs(r.RotarySpeed) >= 5) minute[MinuteColumn.Turning] += (1 - minute[MinuteColumn.Turning]) / minute.Blocks;
        else minute[MinuteColumn.Turning] -= minute[MinuteColumn.Turning] / minute.Blocks;
        Widen(minute, MinuteColumn.BitDepthMin, MinuteColumn.BitDepthMax, r.BitDepth);
        Widen(minute, MinuteColumn.BlockPositionMin, MinuteColumn.BlockPositionMax, r.Block);
    }

    private static void Widen(Minute minute, MinuteColumn least, MinuteColumn most, in MovedDepth depth)
    {
        if (float.IsNaN(depth.Mean)) return;
        if (!(minute[least] <= depth.Minimum)) minute[least] = depth.Minimum;
        if (!(minute[most] >= depth.Maximum)) minute[most] = depth.Maximum;
    }
}
