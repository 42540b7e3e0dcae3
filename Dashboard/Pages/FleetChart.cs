using Maintenance.Dashboard.Controls;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Pages;

/// <summary>Where in the fleet the drills at risk are. <c>client/fleet-list.ts</c> keeps its figures current.</summary>
internal static class FleetChart
{
    /// <summary>More places than this would be a list, not a summary: those at risk come first.</summary>
    public const int MaxPlaces = 12;

    /// <summary>False where there is about one drill a place: the list says the same.</summary>
    public static bool Summarises(FleetView view) => view.Places.Count > 1 && view.Total >= 2 * view.Places.Count;

    public static ChartData Of(FleetView view)
    {
        var shown = view.Places.Take(MaxPlaces).ToArray();
        var place = view.Region is null ? "Region" : "Site";
        var title = shown.Length < view.Places.Count ? $"Drills by {place.ToLowerInvariant()}, {shown.Length} "
            + $"of {view.Places.Count}" : $"Drills by {place.ToLowerInvariant()}";
        return new ChartData(title, "drills", place, ChartShape.Bars, [.. shown.Select(p => p.Place)],
            [.. FleetView.GradeKeys.Select((key, i) =>
                new ChartSeries(Words.Sentence(Words.Grade(key)), ToneOf(key), [.. shown.Select(p => (double)p.Counts[i])]))]);
    }

    private static ChartTone ToneOf(string key) => key switch
    {
        "D" => ChartTone.Alarm,
        "C" => ChartTone.Warning,
        "B" => ChartTone.Normal,
        "A" => ChartTone.Faint,
        _ => ChartTone.Unknown,
    };
}
