using System.Globalization;
using Maintenance.Api.Alarms;
using Maintenance.Core.Alarms;

namespace Maintenance.Dashboard.Display;

/// <summary>
/// An alarm as a person saw it, as the value of a box or button: neither a new occurrence nor a higher priority is acknowledged unseen.
/// </summary>
internal static class AlarmToken
{
    private const char Separator = '|';

    public static string Of(Alarm alarm)
    {
        var seen = SeenAlarm.Of(alarm);
        return string.Create(CultureInfo.InvariantCulture,
            $"{seen.Id}{Separator}{seen.OccurrenceUnixMicros}{Separator}{(int)seen.Priority}");
    }

    /// <summary>The alarm of a token; null for anything else.</summary>
    public static SeenAlarm? SeenIn(string? token)
    {
        if (token?.Split(Separator) is not [{ Length: > 0 } id, var occurrence, var priority]) return null;
        if (!long.TryParse(occurrence, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var micros)) return null;
        return AlarmWords.Priorities.FirstOrDefault(p => ((int)p).ToString(CultureInfo.InvariantCulture) == priority) is var seen
            && seen != default
            ? new SeenAlarm(id, micros, seen) : null;
    }
}
