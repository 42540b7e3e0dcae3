namespace Maintenance.Core.Conditions;

/// <summary>A window feature that lies far from what is usual for the asset itself.</summary>
/// <param name="Feature">Name of the window feature.</param>
/// <param name="Meaning">What it is, in words.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Value">Median over the last two hours.</param>
/// <param name="Usual">The asset's own median before, in the same drilling state.</param>
/// <param name="Spread">Robust standard deviation before: the greater of 1.4826 × median absolute deviation, the 90 % range's half on the
/// value's side / 1.645, and 2 % of the usual level.</param>
/// <param name="Spreads">(Value − usual) / spread; negative below.</param>
/// <param name="RisingDays">Days up to now over which the daily median rose by more than the day before's noise and 5 %.</param>
public sealed record BaselineDeviation(string Feature, string Meaning, string Unit, double Value, double Usual, double Spread,
    double Spreads, int RisingDays);
