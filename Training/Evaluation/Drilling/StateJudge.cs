using System.Runtime.InteropServices;
using Maintenance.Core.Assets;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.StateDetection;
using Maintenance.Scoring.Trends;

namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>
/// Detects the drilling state at every reading of a log by the code that runs live, from that reading and those before it, and compares it
/// with the log's own activity.
/// </summary>
internal static class StateJudge
{
    /// <summary>State at every cell.</summary>
    public static List<DrillingActivity> Detect(IReadOnlyList<RigCell> cells)
    {
        var (calculator, buffer, rollUp) = (new DescriptorCalculator(), new BlockBuffer(), new MinuteRollUp());
        var (window, open, minutes) = (new List<BlockEntry>(), new List<BlockEntry>(), new List<Minute>());
        var found = new List<DrillingActivity>(cells.Count);
        var (trend, number) = (TrendContext.None, long.MinValue);
        foreach (var cell in cells)
        {
            var entry = new BlockEntry { EventTimeUnixMicros = cell.TimeUnixMicros, ReadingCount = cell.Readings.Count };
            calculator.Compute(buffer.Fill(cell.Readings), DrillSetup.Unknown, entry.Descriptors.AsSpan(0, Descriptors.Count));
            ChannelSummary.Write(calculator.Channels, entry.Statistics);
            entry.State = DrillingStateDetector.Detect(calculator.Channels);
            if (MinuteRollUp.NumberOf(cell.TimeUnixMicros) is var now && now != number)
            {
                if (open.Count > 0) minutes.Add(Close(rollUp, open, number));
                minutes.RemoveAll(m => m.Number < now - TrendAssessor.MaxMinutes);
                (trend, number) = (TrendContexts.Of(CollectionsMarshal.AsSpan(minutes), now, TrendAssessor.Assess), now);
            }
            open.Add(entry);
            window.RemoveAll(b => b.EventTimeUnixMicros <= cell.TimeUnixMicros - WindowFeatures.WindowMicros);
            window.Add(entry);
            found.Add(RigActivity.Of(CollectionsMarshal.AsSpan(window), trend));
        }
        return found;
    }

    private static Minute Close(MinuteRollUp rollUp, List<BlockEntry> open, long number)
    {
        var minute = new Minute { Number = number, Blocks = open.Count };
        rollUp.Compute(CollectionsMarshal.AsSpan(open), minute.Values);
        open.Clear();
        return minute;
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
}
