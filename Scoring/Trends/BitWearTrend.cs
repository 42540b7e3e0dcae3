using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// A dull or balled bit: over an hour or more it makes less and less hole for the same weight and speed (drilling strength, weight ×
/// speed / rate of penetration) and takes more energy per volume for it, while its torque stays in proportion to the weight: that
/// proportion is the bit's coefficient of sliding friction, which changes with the rock and the kind of bit (Pessier and Fear, 1992). A
/// sudden change is another rock and none of the bit's doing. Two hours show only fast wear; a bit that dulls over days is not seen.
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
    private const float Slowed = 0.75f;

    /// <summary>Drilling strength of the last part over that of the first that a driller acts on.</summary>
    private const float Limit = 1.6f;

    /// <summary>Change of the coefficient of friction from the first half to the second, %: within it the rock is the same.</summary>
    private const float SameRockPercent = 15;

    /// <summary>Part of the rise of the strength, as logarithms, that the energy must show too.</summary>
    private const float Confirmed = 0.5f;

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
        Span<float> strength = stackalloc float[Parts];
        for (var part = 0; part < Parts; part++) strength[part] = MathF.Log2(MedianOf(window, drilled, part, Strength));
        var rise = strength[^1] - strength[0];
        if (!(rise > 0) || !IsGradual(strength, rise) || !IsSameDrilling(window, drilled)) return ModeFinding.Healthy;
        var energy = Ratio(window, drilled, Energy);
        if (!(MathF.Log2(energy) >= Confirmed * rise)) return ModeFinding.Healthy;
        var index = rise / MathF.Log2(Limit);
        var probability = TrendIndex.Probability(index);
        return probability < FaultLimits.NamedFrom ? new ModeFinding { Probability = probability } : new ModeFinding
        {
            Probability = probability,
            Component = "bit",
            Defect = "dull or balled",
            Reasons =
            [
                new Reason("specific energy over that of an hour ago", "specific_energy_ratio", energy, "1", null, 1, index),
                new Reason("rate of penetration at this weight and speed", "rate_of_penetration_mean",
                    MedianOf(window, drilled, Parts - 1, Rate), "m/s", MedianOf(window, drilled, 0, Rate), null, index),
            ],
        };
    }

    private static bool IsDrilled(in TrendWindow window, int i) =>
        window.Is(i, MinuteState.Drilling | MinuteState.Turning) && window[i, MinuteColumn.RateOfPenetration] > 0 && Energy(window, i) > 0;

    // Energy per volume of rock but for the area of the bit, which does not change: torque × speed / rate of penetration.
    private static float Energy(in TrendWindow window, int i) =>
        window[i, MinuteColumn.Torque] * window[i, MinuteColumn.RotarySpeed] / window[i, MinuteColumn.RateOfPenetration];

    // Likewise but for the radius of the bit: weight over depth of cut.
    private static float Strength(in TrendWindow window, int i) =>
        window[i, MinuteColumn.WeightOnBit] * window[i, MinuteColumn.RotarySpeed] / window[i, MinuteColumn.RateOfPenetration];

    private static float Friction(in TrendWindow window, int i) => window[i, MinuteColumn.Torque] / window[i, MinuteColumn.WeightOnBit];

    private static float Weight(in TrendWindow window, int i) => window[i, MinuteColumn.WeightOnBit];

    private static float Speed(in TrendWindow window, int i) => window[i, MinuteColumn.RotarySpeed];

    private static float Rate(in TrendWindow window, int i) => window[i, MinuteColumn.RateOfPenetration];

    private delegate float Value(in TrendWindow window, int i);

    private static float MedianOf(in TrendWindow window, ReadOnlySpan<int> drilled, int part, Value value, int parts = Parts)
    {
        var count = 0;
        foreach (var i in drilled[(part * drilled.Length / parts)..((part + 1) * drilled.Length / parts)])
            window.Scratch[count++] = value(window, i);
        return TrendWindow.Median(window.Scratch[..count]);
    }

    private static bool IsGradual(ReadOnlySpan<float> strength, float rise)
    {
        for (var part = 1; part < strength.Length; part++)
            if (strength[part] - strength[part - 1] is var by && (by > Step * rise || by < -HealedPercent / 100 * rise)) return false;
        return true;
    }

    private static bool IsSameDrilling(in TrendWindow window, ReadOnlySpan<int> drilled) =>
        IsUnchanged(Ratio(window, drilled, Weight), Unchanged) && IsUnchanged(Ratio(window, drilled, Speed), Unchanged)
        && Ratio(window, drilled, Rate) <= Slowed
        && IsUnchanged(Ratio(window, drilled, Friction, parts: 2), SameRockPercent / 100);

    private static bool IsUnchanged(float ratio, float by) => MathF.Abs(ratio - 1) <= by;

    private static float Ratio(in TrendWindow window, ReadOnlySpan<int> drilled, Value value, int parts = Parts) =>
        MedianOf(window, drilled, parts - 1, value, parts) / MedianOf(window, drilled, 0, value, parts);
}
