using Maintenance.Core.Conditions;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Finds what is unlike an asset's own past. Of windows in one drilling state: those of the last two hours against the older half of those
/// before, feature by feature, by median and robust spread, which a few odd windows do not move. A pure function of the windows.
/// </summary>
internal static class BaselineDeviations
{
    /// <summary>Windows of the past that are needed: half a day of turning, at one in half an hour.</summary>
    public const int Needed = 24;

    /// <summary>
    /// Spreads from which a feature is told: healthy simulated drills stay below it, faults are above it half a day before they are
    /// complete (BaselineDeviationsTests).
    /// </summary>
    public const double Told = 5;

    /// <summary>Days in a row of rise from which a feature is told, however far it is.</summary>
    public const int ToldDays = 3;

    // What the driller sets or the hole gives is no condition of the machine.
    private static readonly string[] Operation =
    [
        "rotary_speed_mean", "torque_mean", "weight_on_bit_mean", "rate_of_penetration_mean", "standpipe_pressure_mean", "mud_flow_in_mean",
            "mechanical_specific_energy",
        "hook_load_mean", "mud_temperature_mean", "motor_current_mean",
    ];

    private static readonly int[] Compared =
        [.. Enumerable.Range(0, WindowFeatures.Names.Count)
            .Where(f => !Operation.Contains(WindowFeatures.DescriptorOf(f).Name, StringComparer.Ordinal))];

    // One window may hold a transient of its own; the median of three does not.
    private const int NeededRecent = 3;
    private const int MaxDeviations = 5;
    private const double ToSigma = 1.4826; // of a normal distribution
    private const double TailSigmas = 1.645; // 95 % of a normal distribution
    private const double MinSpread = 0.02;
    private const double MinRise = 0.05;
    private const int MinWindowsPerDay = 6;
    private const long Hour = 3_600_000_000;
    private const long Day = 24 * Hour;
    private const long Recent = 2 * Hour;

    /// <summary>A window of the past.</summary>
    internal readonly record struct Sample(long At, DrillingState State, float[] Features);

    /// <summary>Compares.</summary>
    /// <param name="samples">Windows with evidence, in order of time; the last is the newest.</param>
    /// <returns>Null without a window.</returns>
    public static BaselineComparison? Compare(IReadOnlyList<Sample> samples)
    {
        if (samples.Count == 0) return null;
        var newest = samples[^1];
        var alike = samples.Where(s => s.State == newest.State).ToList();
        var (recent, usual) = (alike.Where(s => s.At > newest.At - Recent).ToList(), alike.Where(s => s.At <= newest.At - Recent).ToList());
        // The older half, since what grows for days would else become usual.
        usual = usual[..Math.Min(usual.Count, Math.Max(Needed, usual.Count / 2))];
        var at = UnixMicros.ToUtc(newest.At);
        var state = StateDetection.DrillingStates.Word(newest.State);
        if (usual.Count < Needed || recent.Count < NeededRecent)
            return new BaselineComparison(at, state, usual.Count, Needed, recent.Count, Score: null, []);
        var found = Compared.Select(f => Deviation(f, recent, usual, alike)).OfType<BaselineDeviation>()
            .OrderByDescending(d => Math.Abs(d.Spreads)).ToList();
        return new BaselineComparison(
            at, state, usual.Count, Needed, recent.Count, found.Count == 0
                ? null : Math.Abs(found[0].Spreads),
                [.. found.Where(d => Math.Abs(d.Spreads) >= Told || d.RisingDays >= ToldDays).DistinctBy(d => d.Meaning)
                .Take(MaxDeviations)]);
    }

    private static BaselineDeviation? Deviation(int feature, List<Sample> recent, List<Sample> usual, List<Sample> alike)
    {
        var before = Values(usual, feature);
        var now = Values(recent, feature);
        if (before.Length < Needed || now.Length < NeededRecent) return null;
        var (level, value) = (Median(before), Median(now));
        var tail = value >= level ? Quantile(before, 0.95) - level : level - Quantile(before, 0.05);
        var spread = Math.Max(Math.Max(Noise(before, level), tail / TailSigmas), MinSpread * Math.Abs(level));
        if (spread == 0) return null;
        var descriptor = WindowFeatures.DescriptorOf(feature);
        return new BaselineDeviation(WindowFeatures.Names[feature], descriptor.Meaning, descriptor.Unit, value, level, spread,
            (value - level) / spread, RisingDays(alike, feature));
    }

    // Days up to the newest look whose median is above the day before's by more than that day's own noise.
    private static int RisingDays(List<Sample> alike, int feature)
    {
        var newest = alike[^1].At;
        var days = alike.GroupBy(s => (newest - s.At) / Day).ToDictionary(g => g.Key, g => Values([.. g], feature));
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

    private static double Noise(double[] values, double level) => ToSigma * Median([.. values.Select(v => Math.Abs(v - level)).Order()]);

    private static double[] Values(List<Sample> samples, int feature) =>
        [.. samples.Select(s => (double)s.Features[feature]).Where(double.IsFinite).Order()];

    // Of sorted values, between neighbours.
    private static double Quantile(double[] sorted, double share)
    {
        var place = share * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    private static double Median(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
