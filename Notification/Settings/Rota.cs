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

    /// <summary>When somebody else may be on call, after a time and until another, ascending.</summary>
    public IReadOnlyList<long> ChangesBetween(long fromUnixMicros, long untilUnixMicros)
    {
        if (!LocalTime.TryZone(TimeZone, out var zone)) return [];
        var changes = new SortedSet<long>();
        foreach (var standIn in Overrides)
            changes.UnionWith([UnixMicros.Of(standIn.From), UnixMicros.Of(standIn.Until)]);
        var today = DateOnly.FromDateTime(LocalTime.Of(zone, UnixMicros.ToUtc(fromUnixMicros)));
        foreach (var level in Levels)
        {
            // The hand-over of the shift that runs today, or the first one.
            var passed = Math.Max(0, (today.DayNumber - level.From.DayNumber) / level.Days);
            for (var day = level.From.AddDays(passed * level.Days); ; day = day.AddDays(level.Days))
            {
                var at = UnixMicros.Of(LocalTime.ToUtc(zone, day.ToDateTime(level.HandOver)));
                if (at > untilUnixMicros) break;
                changes.Add(at);
            }
        }
        return [.. changes.Where(c => c > fromUnixMicros && c <= untilUnixMicros)];
    }
}
