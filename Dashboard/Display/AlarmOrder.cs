using Maintenance.Core.Alarms;

namespace Maintenance.Dashboard.Display;

/// <summary>Orders of the list of alarms; <c>client/alarm-order.ts</c> has the same ones.</summary>
internal static class AlarmOrder
{
    /// <summary>Most urgent first; of one priority those that call, then the first of a group, then the newest.</summary>
    public const string ByPriority = "priority";

    /// <summary>Newest first.</summary>
    public const string ByTime = "time";

    /// <summary>By drill, then as <see cref="ByPriority"/>.</summary>
    public const string ByDrill = "drill";

    /// <summary>By region, then as <see cref="ByPriority"/>.</summary>
    public const string ByRegion = "region";

    /// <summary>Those that ask for an operator, most urgent first, then the newest of the others.</summary>
    public const string ByStanding = "standing";

    public static string Of(string? key) => key is ByTime or ByDrill or ByRegion or ByStanding ? key : ByPriority;

    /// <summary>Compares two alarms; the region is empty where there is none.</summary>
    public static int Compare(string order, (Alarm Alarm, string Region) a, (Alarm Alarm, string Region) b)
    {
        var first = order switch
        {
            ByTime => b.Alarm.OnsetUnixMicros.CompareTo(a.Alarm.OnsetUnixMicros),
            ByStanding => Standing(a.Alarm, b.Alarm),
            ByDrill => string.CompareOrdinal(a.Alarm.Asset, b.Alarm.Asset),
            ByRegion => string.CompareOrdinal(a.Region, b.Region),
            _ => 0,
        };
        return first != 0 ? first : ByUrgency(a.Alarm, b.Alarm);
    }

    private static int Standing(Alarm a, Alarm b)
    {
        var standing = b.IsAnnunciated.CompareTo(a.IsAnnunciated);
        return standing != 0 || a.IsAnnunciated ? standing : b.OnsetUnixMicros.CompareTo(a.OnsetUnixMicros);
    }

    /// <summary>The order of <see cref="ByPriority"/>.</summary>
    public static int ByUrgency(Alarm a, Alarm b)
    {
        var priority = ((int)b.Priority).CompareTo((int)a.Priority);
        if (priority != 0) return priority;
        var calling = AlarmWords.IsCalling(b.State).CompareTo(AlarmWords.IsCalling(a.State));
        if (calling != 0) return calling;
        var first = ShownAlarm.IsFirstOut(b).CompareTo(ShownAlarm.IsFirstOut(a));
        if (first != 0) return first;
        var onset = b.OnsetUnixMicros.CompareTo(a.OnsetUnixMicros);
        return onset != 0 ? onset : string.CompareOrdinal(a.Id, b.Id);
    }
}
