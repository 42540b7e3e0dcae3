using Maintenance.Core.Conditions;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Finds where an asset deviates from its own baseline. Among windows in the same drilling state, it compares those of the last two hours
/// with the older half of those before, feature by feature, by median and robust spread, which a few outliers do not move. A pure function
/// of the windows.
/// </summary>
internal static class BaselineDeviations
{
    /// <summary>Fewest windows for a baseline: half a day of rotation, at one window per half hour.</summary>
    public const int MinBaselineWindows = 24;

    /// <summary>
    /// Deviation in spreads from which a feature is reported: healthy simulated drills stay below it, faults exceed it half a day before
    /// they are complete (BaselineDeviationsTests).
    /// </summary>
    public const double MinReportedSpreads = 5;

    /// <summary>Consecutive rising days from which a feature is reported, whatever its deviation.</summary>
    public const int MinRisingDays = 3;

    private const DescriptorTraits NotCompared = DescriptorTraits.Operating | DescriptorTraits.SensorHealth;

    private static readonly int[] Compared =
        [.. Enumerable.Range(0, WindowFeatures.Names.Count)
            .Where(f => (WindowFeatures.DescriptorOf(f).Traits & NotCompared) == DescriptorTraits.None)];

    // A single window may be a transient; the median of three is not.
    private const int MinRecentWindows = 3;
    private const int MaxDeviations = 5;
    private const double MadToSigma = 1.4826; // of a normal distribution
    private const double TailSigmas = 1.645; // 95 % of a normal distribution
    private const double MinSpread = 0.02;
    private const double MinRise = 0.05;
    private const int MinWindowsPerDay = 6;
    private const long Hour = 3_600_000_000;
    private const long Day = 24 * Hour;
    private const long Recent = 2 * Hour;

    /// <summary>One window.</summary>
    internal readonly record struct Sample(long At, DrillingState State, float[] Features);

    /// <summary>Compares the newest windows with the baseline.</summary>
    /// <param name="samples">Windows with evidence, oldest first.</param>
    /// <returns>Null without windows.</returns>
    public static BaselineComparison? Compare(IReadOnlyList<Sample> samples)
    {
        if (samples.Count == 0) return null;
        var newest = samples[^1];
        var sameState = samples.Where(s => s.State == newest.State).ToList();
        var (recent, baseline) = (sameState.Where(s => s.At > newest.At - Recent).ToList(),
            sameState.Where(s => s.At <= newest.At - Recent).ToList());
        // Only the older half: a fault that grows for days would otherwise become part of the baseline.
        baseline = baseline[..Math.Min(baseline.Count, Math.Max(MinBaselineWindows, baseline.Count / 2))];
        var at = UnixMicros.ToUtc(newest.At);
        var state = StateDetection.DrillingStates.Word(newest.State);
        if (baseline.Count < MinBaselineWindows || recent.Count < MinRecentWindows)
            return new BaselineComparison(at, state, baseline.Count, MinBaselineWindows, recent.Count, Score: null, []);
        var found = Compared.Select(f => Deviation(f, recent, baseline, sameState)).OfType<BaselineDeviation>()
            .OrderByDescending(d => Math.Abs(d.Spreads)).ToList();
        return new BaselineComparison(
            at, state, baseline.Count, MinBaselineWindows, recent.Count, found.Count == 0
                ? null : Math.Abs(found[0].Spreads),
                [.. found.Where(d => Math.Abs(d.Spreads) >= MinReportedSpreads || d.RisingDays >= MinRisingDays).DistinctBy(d => d.Meaning)
                .Take(MaxDeviations)]);
    }

    private static BaselineDeviation? Deviation(int feature, List<Sample> recent, List<Sample> baseline, List<Sample> sameState)
    {
        var before = Values(baseline, feature);
        var now = Values(recent, feature);
        if (before.Length < MinBaselineWindows || now.Length < MinRecentWindows) return null;
        var (level, value) = (Median(before), Median(now));
        var tail = value >= level ? Quantile(before, 0.95) - level : level - Quantile(before, 0.05);
        var spread = Math.Max(Math.Max(Noise(before, level), tail / TailSigmas), MinSpread * Math.Abs(level));
        if (spread == 0) return null;
        var descriptor = WindowFeatures.DescriptorOf(feature);
        return new BaselineDeviation(WindowFeatures.Names[feature], descriptor.Meaning, descriptor.Unit, value, level, spread,
            (value - level) / spread, RisingDays(sameState, feature));
    }

    // Consecutive days up to the newest window whose median exceeds the previous day's by more than that day's noise.
    private static int RisingDays(List<Sample> sameState, int feature)
    {
        var newest = sameState[^1].At;
        var days = sameState.GroupBy(s => (newest - s.At) / Day).ToDictionary(g => g.Key, g => Values([.. g], feature));
        var rising = 0;
        while (Has(rising) && Has(rising + 1) && Rises(days[rising + 1], days[rising])) rising++;
        return rising;

        bool Has(int day) => days.TryGetValue(day, out var values) && values.Length >= MinWindowsPerDay;
    }

    private static bool Rises(double[] before, double[] after)
    {
        var level = Median(before);
        return Median(after) - level > Math.Max(Noise(before, level), MinRise * Math.Abs(level));
    }

    private static double Noise(double[] values, double level) => MadToSigma * Median([.. values.Select(v => Math.Abs(v - level)).Order()]);

    private static double[] Values(List<Sample> samples, int feature) =>
        [.. samples.Select(s => (double)s.Features[feature]).Where(double.IsFinite).Order()];

    // Linear interpolation between order statistics.
    private static double Quantile(double[] sorted, double share)
    {
        var position = share * (sorted.Length - 1);
        var below = (int)position;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (position - below) * (sorted[below + 1] - sorted[below]);
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
