using System.Globalization;
using Maintenance.Api.Wording;

namespace Maintenance.Api.Business;

/// <summary>A figure of a report: what a page shows, JSON gives and CSV exports, rounded once.</summary>
/// <param name="Section">Production, Time, Risk or Budget.</param>
/// <param name="Key">Name of the figure for programs.</param>
/// <param name="Label">Name for people.</param>
/// <param name="Value">Rounded as shown; null when it is not known.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Note">Why it is not known, or not wholly; null otherwise.</param>
public sealed record FigureLine(string Section, string Key, string Label, double? Value, string Unit, string? Note)
{
    private const int MostDecimals = 1;

    /// <summary>A figure; not known when the value is NaN.</summary>
    public static FigureLine Of(string section, string key, string label, double value, string unit, int decimals = 0,
        string? missing = null) => double.IsFinite(value)
            ? new(section, key, label, Math.Round(value, decimals, MidpointRounding.AwayFromZero), unit, null)
            : new(section, key, label, null, unit, missing);

    /// <summary>A figure with a stored unit, as it is displayed to a user.</summary>
    public static FigureLine Of(string section, string key, string label, double value, DisplayUnit unit, string? missing = null) =>
        Of(section, key, label, unit.Convert(value), unit.Symbol, missing: missing);

    /// <summary>A share as per cent.</summary>
    public static FigureLine Share(string section, string key, string label, double share) =>
        Of(section, key, label, share * 100, "%", MostDecimals);

    /// <summary>Value as people read it, without the unit.</summary>
    public string Text() => Text(Value);

    /// <summary>A rounded number as people read it.</summary>
    public static string Text(double? value) => value is { } known
        ? known.ToString(known == Math.Round(known) ? "N0" : "N1", CultureInfo.InvariantCulture) : "not known";
}
