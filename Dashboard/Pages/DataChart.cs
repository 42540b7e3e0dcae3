using Maintenance.Core.Time;
using Maintenance.Dashboard.Controls;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Pages;

/// <summary>How readings arrived: on time, or late after a link was down. Late is not abnormal, so it has no alarm colour.</summary>
internal static class DataChart
{
    public static ChartData Of(IReadOnlyList<MinuteRow> minutes, UserPreferences preferences) => new(
        "Readings stored per minute, whole system", "readings", $"Minute ({preferences.ZoneLabel})", ChartShape.Columns,
        [.. minutes.Select(m => preferences.Time(UnixMicros.ToUtc(m.StartUnixMicros))[11..16])],
        [
            new ChartSeries("On time", ChartTone.Normal, [.. minutes.Select(m => (double)m.Prompt)]),
            new ChartSeries("Late", ChartTone.Late, [.. minutes.Select(m => (double)m.Late)]),
        ]);
}
