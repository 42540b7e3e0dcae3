using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// A dull or balled bit: over an hour or more the energy per volume of rock rises gradually while weight and speed stay and the bit slows
/// down. A sudden change is another rock and none of the bit's doing. Two hours show only fast wear; a bit that dulls over days is not
/// seen.
/// </summary>
internal static class BitWearTrend
{
    /// <summary>Drilling minutes that are needed, and over how many they must be spread.</summary>
    private const int LeastDrilled = 45, LeastSpan = 60;

    /// <summary>Parts the drilled minutes are cut into, in order.</summary>
    private const int Parts = 6;

    /// <summary>Weight and speed of the last part over those of the first: closer than this is unchanged.</summary>
    private const float Unchanged = 0.2f;

    /// <summary>Rate of penetration of the last part over that of the first: below it the bit has slowed down.</summary>
    private const float Slowed = 0.7f;

    /// <summary>Part of the rise that one step may make up.</summary>
    private const float Step = 0.6f;

    /// <summary>Part of the rise by which a part may lie below the one before: rock changes both ways, wear does not heal.</summary>
    private const float HealedPercent = 15;

    public static ModeFinding Judge(in TrendWindow window)
    {
        Span<int> drilled = stackalloc int[TrendAssessor.MaxMinutes];
        var count = 0;
        for (var i = 0; i < window.Minutes.Length; i++)
            if (IsDrilled(window, i)) drilled[count++] = i;
        if (count == 0) return ModeFinding.NotSeen("not drilling, or weight, torque, speed or rate of penetration is missing");
        if (count < LeastDrilled || window.Age(drilled[0]) - window.Age(drilled[count - 1]) < LeastSpan)
            return ModeFinding.NotSeen("less than an hour of drilling");
        drilled = drilled[..count];
        Span<float> energy = stackalloc float[Parts];
        for (var part = 0; part < Parts; part++) energy[part] = MathF.Log2(MedianOf(window, drilled, part, column: null));
        var rise = energy[^1] - energy[0];
        if (!(rise > 0) || !IsGradual(energy, rise) || !IsSameDrilling(window, drilled)) return ModeFinding.Healthy;
        var probability = TrendIndex.Probability(rise);
        return probability < FaultLimits.NamedFrom ? new ModeFinding { Probability = probability } : new ModeFinding
        {
            Probability = probability,
            Component = "bit",
            Defect = "dull or balled",
            Reasons =
            [
                new Reason("specific energy over that of an hour ago", "specific_energy_ratio", MathF.Pow(2, rise), "1", null, 1, rise),
                new Reason("rate of penetration", "rate_of_penetration_mean",
                    MedianOf(window, drilled, Parts - 1, MinuteColumn.RateOfPenetration), "m/s",
                    MedianOf(window, drilled, 0, MinuteColumn.RateOfPenetration), null, rise),
            ],
        };
    }

    private static bool IsDrilled(in TrendWindow window, int i) =>
        window.Is(i, MinuteState.Drilling | MinuteState.Turning) && window[i, MinuteColumn.RateOfPenetration] > 0 && Energy(window, i) > 0;

    // Energy per volume of rock but for the area of the bit, which does not change: torque × speed / rate of penetration.
    private static float Energy(in TrendWindow window, int i) =>
        window[i, MinuteColumn.Torque] * window[i, MinuteColumn.RotarySpeed] / window[i, MinuteColumn.RateOfPenetration];

    private static float MedianOf(in TrendWindow window, ReadOnlySpan<int> drilled, int part, MinuteColumn? column)
    {
        var count = 0;
        foreach (var i in drilled[(part * drilled.Length / Parts)..((part + 1) * drilled.Length / Parts)])
            window.Scratch[count++] = column is { } of ? window[i, of] : Energy(window, i);
        return TrendWindow.Median(window.Scratch[..count]);
    }

    private static bool IsGradual(ReadOnlySpan<float> energy, float rise)
    {
        for (var part = 1; part < energy.Length; part++)
            if (energy[part] - energy[part - 1] is var by && (by > Step * rise || by < -HealedPercent / 100 * rise)) return false;
        return true;
    }

    private static bool IsSameDrilling(in TrendWindow window, ReadOnlySpan<int> drilled) =>
        IsUnchanged(window, drilled, MinuteColumn.WeightOnBit) && IsUnchanged(window, drilled, MinuteColumn.RotarySpeed)
        && Ratio(window, drilled, MinuteColumn.RateOfPenetration) <= Slowed;

    private static bool IsUnchanged(in TrendWindow window, ReadOnlySpan<int> drilled, MinuteColumn column) =>
        MathF.Abs(Ratio(window, drilled, column) - 1) <= Unchanged;

    private static float Ratio(in TrendWindow window, ReadOnlySpan<int> drilled, MinuteColumn column) =>
        MedianOf(window, drilled, Parts - 1, column) / MedianOf(window, drilled, 0, column);
}
