using Maintenance.Api.Wording;
using Maintenance.Core.Conditions;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Display;

/// <summary>A reason with its own recent trend against its own usual band.</summary>
/// <param name="Reason">What Scoring said.</param>
/// <param name="Unit">As displayed.</param>
/// <param name="Path">Trend; empty without data.</param>
/// <param name="UsualTop">Upper edge of the usual band in the path's box; null without a usual range.</param>
/// <param name="UsualHeight">Height of that band.</param>
public sealed record ReasonTrend(Reason Reason, DisplayUnit Unit, SparkPath Path, double? UsualTop, double UsualHeight)
{
    /// <summary>Most that are shown.</summary>
    public const int Most = 4;

    /// <summary>Descriptors that reasons are about, each once.</summary>
    public static IReadOnlyList<string> DescriptorsOf(IEnumerable<Reason> reasons) =>
        [.. reasons.Select(r => DescriptorOf(r.Descriptor)).OfType<string>().Distinct(StringComparer.Ordinal).Take(Most)];

    /// <summary>Trends of the reasons that are about a descriptor, strongest first, each descriptor once.</summary>
    public static IReadOnlyList<ReasonTrend> Of(IEnumerable<Reason> reasons, ChannelHistory history, TimeRange range, UnitSystem units) =>
        [.. reasons.Where(r => DescriptorOf(r.Descriptor) is not null).DistinctBy(r => DescriptorOf(r.Descriptor), StringComparer.Ordinal)
            .Take(Most).Select(r => Of(r, history, range, units))];

    private static ReasonTrend Of(Reason reason, ChannelHistory history, TimeRange range, UnitSystem units)
    {
        var unit = DisplayUnits.Of(reason.Unit ?? "1", units);
        if (history.Series.FirstOrDefault(s => s.Name == DescriptorOf(reason.Descriptor)) is not { } series)
            return new(reason, unit, SparkPath.Empty, null, 0);
        double low = series.Minima.Where(float.IsFinite).DefaultIfEmpty(0).Min();
        double high = series.Maxima.Where(float.IsFinite).DefaultIfEmpty(1).Max();
        (low, high) = (Math.Min(low, reason.UsualLow ?? low), Math.Max(high, reason.UsualHigh ?? high));
        if (high - low <= 1e-12 * Math.Abs(high)) (low, high) = (low - 1, high + 1);
        var path = SparkPath.Create(history, series, range, low, high);
        if (reason.UsualLow is not { } usualLow || reason.UsualHigh is not { } usualHigh) return new(reason, unit, path, null, 0);
        return new(reason, unit, path, Y(usualHigh), Y(usualLow) - Y(usualHigh));

        double Y(double value) => SparkPath.Height * (1 - (value - low) / (high - low));
    }

    /// <summary>The descriptor behind a feature: its mean has the descriptor's name, its maximum a suffix.</summary>
    private static string? DescriptorOf(string? feature) =>
        feature is null ? null
        : Descriptors.Names.Contains(feature, StringComparer.Ordinal) ? feature
        : feature.EndsWith("_max", StringComparison.Ordinal)
            && Descriptors.Names.Contains(feature[..^4], StringComparer.Ordinal) ? feature[..^4] : null;
}
