using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Dashboard.Display;

/// <summary>The views of the list of alarms: which states each shows.</summary>
internal static class AlarmViews
{
    public const string Open = "open";
    public const string Unacknowledged = "unacknowledged";
    public const string Shelved = "shelved";
    public const string Suppressed = "suppressed";
    public const string Late = "late";
    public const string Recent = "recent";

    private static readonly TimeSpan RecentFor = TimeSpan.FromDays(7);

    /// <summary>Key and label, in the order of the page.</summary>
    public static IReadOnlyList<(string Key, string Label)> All { get; } =
    [
        (Open, "Open"), (Unacknowledged, "Unacknowledged"), (Shelved, "Shelved"), (Suppressed, "Suppressed"),
        (Late, "Late and withdrawn"), (Recent, "Last 7 days"),
    ];

    /// <summary>The view of this key; the first for any other.</summary>
    public static string Of(string? key) => All.FirstOrDefault(v => v.Key == key).Key ?? Open;

    /// <summary>True when the view shows the alarm.</summary>
    public static bool Shows(string view, Alarm alarm, long nowUnixMicros) => view switch
    {
        Unacknowledged => AlarmWords.IsCalling(alarm.State),
        Shelved => alarm.State == AlarmState.Shelved,
        Suppressed => alarm.State is AlarmState.SuppressedByDesign or AlarmState.OutOfService,
        Late => alarm.IsLate || alarm.IsWithdrawn,
        Recent => alarm.State != AlarmState.Normal || IsRecent(alarm, nowUnixMicros),
        _ => alarm.IsAnnunciated,
    };

    private static bool IsRecent(Alarm alarm, long nowUnixMicros) =>
        Math.Max(alarm.OnsetUnixMicros, Math.Max(alarm.ReturnedUnixMicros, alarm.KnownAtUnixMicros))
            >= nowUnixMicros - UnixMicros.Length(RecentFor);
}
