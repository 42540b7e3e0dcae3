using Maintenance.Api.Fleet;
using Maintenance.Dashboard.Controls;
using Maintenance.Dashboard.Display;

namespace Maintenance.Dashboard.Pages;

/// <summary>Drills per state by region or site. <c>client/fleet-list.ts</c> keeps the counts current.</summary>
internal static class FleetChart
{
    /// <summary>Maximum number of places, highest risk first: more would be a list, not a summary.</summary>
    public const int MaxPlaces = 12;

    /// <summary>False if there is about one drill per place: the list already shows that.</summary>
    public static bool Summarises(FleetView view) => view.Places.Count > 1 && view.Total >= 2 * view.Places.Count;

    public static ChartData Of(FleetView view)
    {
        var shown = view.Places.Take(MaxPlaces).ToArray();
        var place = view.Region is null ? "Region" : "Site";
        var title = shown.Length < view.Places.Count ? $"Drills by {place.ToLowerInvariant()}, {shown.Length} "
            + $"of {view.Places.Count}" : $"Drills by {place.ToLowerInvariant()}";
        return new ChartData(title, "drills", place, ChartShape.Bars, [.. shown.Select(p => p.Place)],
            [.. DrillStates.All.Select((key, i) =>
                new ChartSeries(Words.Sentence(Words.Grade(key)), ToneOf(key), [.. shown.Select(p => (double)p.Counts[i])]))]);
    }

    private static ChartTone ToneOf(string key) => key switch
    {
        "D" => ChartTone.Alarm,
        "C" => ChartTone.Warning,
        "B" => ChartTone.Normal,
        "A" => ChartTone.Faint,
        DrillStates.SensorFault => ChartTone.Sensor,
        DrillStates.NotAssessed => ChartTone.NotAssessed,
        _ => ChartTone.Unknown,
    };
}
