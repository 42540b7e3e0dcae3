namespace Maintenance.Core.Conditions;

/// <summary>A window feature that is far from the asset's own baseline.</summary>
/// <param name="Feature">Name of the window feature.</param>
/// <param name="Meaning">What it measures, in words.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Value">Median over the last two hours.</param>
/// <param name="Usual">The asset's own earlier median in the same drilling state.</param>
/// <param name="Spread">Robust standard deviation of the baseline: the largest of 1.4826 × median absolute deviation, the half of the 90 %
/// range on the value's side / 1.645, and 2 % of the usual level.</param>
/// <param name="Spreads">(Value − usual) / spread; negative when below the baseline.</param>
/// <param name="RisingDays">Consecutive days up to now on which the daily median rose by more than the previous day's noise and 5
/// %.</param>
public sealed record BaselineDeviation(string Feature, string Meaning, string Unit, double Value, double Usual, double Spread,
    double Spreads, int RisingDays);
