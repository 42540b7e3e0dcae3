using Maintenance.Api.Wording;
using Maintenance.Core.Conditions;

namespace Maintenance.Api.Rest;

/// <summary>A window feature far from the drill's own baseline, in stored units.</summary>
/// <param name="Text">In words.</param>
/// <param name="Feature">Window feature.</param>
/// <param name="Value">Median over the last two hours.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Usual">Median of the baseline.</param>
/// <param name="Spread">Robust standard deviation of the baseline.</param>
/// <param name="Spreads">(Value − usual) / spread.</param>
/// <param name="RisingDays">Consecutive days over which its daily median has risen.</param>
internal sealed record DeviationContract(string Text, string Feature, double Value, string Unit, double Usual, double Spread,
    double Spreads, int RisingDays)
{
    public static DeviationContract Of(BaselineDeviation d) =>
        new(DeviationText.Of(d, UnitSystem.Metric), d.Feature, d.Value, d.Unit, d.Usual, d.Spread, d.Spreads, d.RisingDays);
}
