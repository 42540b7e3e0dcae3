using System.Globalization;
using Maintenance.Core.Conditions;

namespace Maintenance.Api.Wording;

/// <summary>Words a deviation from a drill's own baseline.</summary>
public static class DeviationText
{
    public static string Of(BaselineDeviation d, UnitSystem units)
    {
        var trend = d.RisingDays switch { 0 => "", 1 => ", rising since yesterday", var days => $", rising for {days} days" };
        // Temperatures in °C or °F have no true zero, so both values are given instead of a ratio.
        if (d.Unit.StartsWith("degC", StringComparison.Ordinal) || d.Usual <= 0)
        {
            var shown = DisplayUnits.Of(d.Unit, units);
            var symbol = shown.Symbol.Length > 0 ? "\u00a0" + shown.Symbol : "";
            return $"{d.Meaning} {Short(shown.Convert(d.Value))}{symbol}, usually {Short(shown.Convert(d.Usual))}{symbol}{trend}";
        }
        return $"{d.Meaning} {Short(d.Value / d.Usual)} × its usual level{trend}";
    }

    private static string Short(double value) =>
        Math.Abs(value) >= 100 ? value.ToString("N0", CultureInfo.InvariantCulture)
            : value.ToString(Math.Abs(value) >= 10 ? "0.#" : "0.##", CultureInfo.InvariantCulture);
}
