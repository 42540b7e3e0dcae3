using Maintenance.Api.Fleet;
using Maintenance.Dashboard.Controls;
using Maintenance.Dashboard.Display;
using Maintenance.Dashboard.Live;

namespace Maintenance.Dashboard.Pages;

/// <summary>Drills per state by region or site. <c>client/fleet-list.ts</c> keeps the counts current.</summary>
internal static class FleetChart
{
    public static ChartData Of(FleetRanking fleet)
    {
        var shown = fleet.Places.Take(FleetSummary.MaxPlaces).ToArray();
        var place = fleet.Region is null ? "Region" : "Site";
        var title = shown.Length < fleet.Places.Count ? $"Drills by {place.ToLowerInvariant()}, {shown.Length} "
            + $"of {fleet.Places.Count}" : $"Drills by {place.ToLowerInvariant()}";
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
