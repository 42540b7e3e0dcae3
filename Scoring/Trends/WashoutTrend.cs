using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// A hole in the string, a lost nozzle or a leaking pump: standpipe pressure falls while flow stays. Compared are minutes at the same flow
/// and the same depth, turning and drilling alike, because each of these changes pressure too; nothing is fitted.
/// </summary>
internal static class WashoutTrend
{
    /// <summary>Minutes that are judged, and the age from which minutes are compared with.</summary>
    private const int RecentMinutes = 8, ReferenceAge = 15, LeastRecent = 4, LeastReference = 10;

    /// <summary>Steady minutes in which a step is looked for.</summary>
    private const int StepMinutes = 30;

    /// <summary>Fall that a driller acts on: a tenth, at least 0.7 MPa (100 psi).</summary>
    private const float Limit = 0.1f, LimitPa = 7e5f;

    /// <summary>
    /// A fall that goes on through the two hours needs half of that: with equal flow and a deeper hole, pressure can only rise. Judged by
    /// slices of so many minutes, each with at least so many steady ones, of which so many lie below each other.
    /// </summary>
    private const float GradualLimit = 0.05f;
    private const int SliceMinutes = 20, LeastInSlice = 3, LeastSlices = 4;

    /// <summary>Part of a gradual fall that one step may make up.</summary>
    private const float Step = 0.6f;

    public static ModeFinding Judge(in TrendWindow window)
    {
        var last = LastSteady(window);
        if (last < 0) return ModeFinding.NotSeen(Unseen(window));
        var count = PressureTrend.AtFlowOf(window, last, RecentMinutes, 0, RecentMinutes, alike: true);
        if (count < LeastRecent) return ModeFinding.NotSeen(NoSteadyMinutes);
        var highest = TrendWindow.Quantile(window.Scratch[..count], 1);
        var pressure = TrendWindow.Median(window.Scratch[..count]);
        count = PressureTrend.AtFlowOf(window, last, int.MaxValue, ReferenceAge, TrendAssessor.MaxMinutes, alike: true);
        if (count < LeastReference) return ModeFinding.NotSeen(NoSteadyMinutes);
        var lowest = TrendWindow.Quantile(window.Scratch[..count], 0.1f);
        var usual = TrendWindow.Median(window.Scratch[..count]);
        // Every judged minute must lie below nearly all of those before: a wandering pressure is no leak.
        var index = highest >= lowest ? 0 : (usual - pressure) / MathF.Max(Limit * usual, LimitPa);
        if (index > 0 && IsAtOnce(window, last, usual, pressure)) index = Sign.Once(index);
        if (Gradual(window, last) is var (gradual, from) && gradual > index) (index, lowest) = (gradual, from);
        if (!(index > 0)) return ModeFinding.Healthy;
        var probability = TrendIndex.Probability(index);
        return probability < FaultLimits.NamedFrom ? new ModeFinding { Probability = probability } : new ModeFinding
        {
            Probability = probability,
            Component = "drill string or pump",
            Defect = "leak",
            Reasons =
            [
                new Reason("standpipe pressure at this flow", "standpipe_pressure_mean", pressure, "Pa", lowest, null, (float)index),
            ],
        };
    }

    // A washout widens. Pressure that falls at once and stays is another run, mud or pump, or a nozzle that was lost: a reason to look.
    private static bool IsAtOnce(in TrendWindow window, int last, float usual, float pressure)
    {
        var count = PressureTrend.AtFlowOf(window, last, int.MaxValue, 0, StepMinutes, alike: true);
        return LevelStep.Find(window.Scratch[..count], usual, pressure) > 0;
    }

    // Index of a fall that goes on from slice to slice, and the level that it came from.
    private static (float Index, float From) Gradual(in TrendWindow window, int last)
    {
        var (now, newer, greatest, slices) = (float.NaN, float.NaN, 0f, 0);
        for (var age = 0; age < TrendAssessor.MaxMinutes; age += SliceMinutes)
        {
            var count = PressureTrend.AtFlowOf(window, last, age + SliceMinutes - 1, age, SliceMinutes, alike: true);
            if (count < LeastInSlice) continue;
            var level = TrendWindow.Median(window.Scratch[..count]);
            if (slices++ == 0) (now, newer) = (level, level);
            if (slices == 1) continue;
            if (!(level > newer)) return default;
            (greatest, newer) = (MathF.Max(greatest, level - newer), level);
        }
        var fall = newer - now;
        return slices < LeastSlices || greatest > Step * fall ? default : (fall / MathF.Max(GradualLimit * newer, LimitPa), newer);
    }

    private const string NoSteadyMinutes = "no steady minutes at this flow to compare";

    private static int LastSteady(in TrendWindow window)
    {
        for (var i = window.Minutes.Length - 1; i >= 0 && window.Age(i) < LeastRecent; i--)
            if (window.Is(i, MinuteState.SteadyFlow) && window[i, MinuteColumn.StandpipePressure] > 0) return i;
        return -1;
    }

    private static string Unseen(in TrendWindow window)
    {
        var (pressure, flow) = (false, false);
        foreach (var minute in window.Minutes)
        {
            pressure |= !float.IsNaN(minute[MinuteColumn.StandpipePressure]);
            flow |= !float.IsNaN(minute[MinuteColumn.MudFlowIn]);
        }
        return !pressure ? "no standpipe pressure" : !flow ? "no mud flow" : "the pumps are off";
    }
}
