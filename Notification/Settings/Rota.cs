using System.Text.Json.Serialization;
using Maintenance.Core.Time;

namespace Maintenance.Notification.Settings;

/// <summary>
/// An on-call schedule. Hand-overs are at local times, so a shift is an hour shorter or longer when the clocks change; a hand-over in an
/// hour that is skipped happens when it is, one in an hour that comes twice happens once, the first time. Immutable.
/// </summary>
public sealed record Rota
{
    /// <summary>Name: of the address it is put to.</summary>
    [JsonIgnore]
    public string Name { get; init; } = "";

    /// <summary>IANA name.</summary>
    public required string TimeZone { get; init; }

    /// <summary>Levels of escalation, the first one first.</summary>
    public required IReadOnlyList<RotaLevel> Levels { get; init; }

    /// <summary>Everybody, by name.</summary>
    public required IReadOnlyDictionary<string, Contact> People { get; init; }

    /// <summary>Who stands in; of several that cover a time the last one counts.</summary>
    public IReadOnlyList<RotaOverride> Overrides { get; init; } = [];

    /// <summary>Who is on call; null when there is no such level or it has not begun.</summary>
    /// <param name="level">From 1.</param>
    /// <param name="unixMicros">When.</param>
    public string? OnCallAt(int level, long unixMicros)
    {
        var utc = UnixMicros.ToUtc(unixMicros);
        if (Overrides.LastOrDefault(o => o.Level == level && o.From.UtcDateTime <= utc && utc < o.Until.UtcDateTime) is { } standIn)
            return standIn.Person;
        if (level < 1 || level > Levels.Count || !LocalTime.TryZone(TimeZone, out var zone)) return null;
        var shift = Levels[level - 1];
        var day = DateOnly.FromDateTime(LocalTime.Of(zone, utc)).AddDays(1);
        while (LocalTime.ToUtc(zone, day.ToDateTime(shift.HandOver)) > utc) day = day.AddDays(-1);
        var days = day.DayNumber - shift.From.DayNumber;
        return days < 0 ? null : shift.People[days / shift.Days % shift.People.Count];
    }
}
