using System.Diagnostics.CodeAnalysis;

namespace Maintenance.Core.Time;

/// <summary>
/// Local times of a zone as instants. A time that the clocks skip is the moment they skip it; of a time that comes twice the first counts.
/// </summary>
public static class LocalTime
{
    /// <summary>The zone of an IANA name; false when this machine does not know it.</summary>
    public static bool TryZone(string name, [NotNullWhen(true)] out TimeZoneInfo? zone) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(name, out zone);

    /// <summary>The local time of an instant.</summary>
    public static DateTime Of(TimeZoneInfo zone, DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(utc, zone);

    /// <summary>The instant of a local time.</summary>
    public static DateTime ToUtc(TimeZoneInfo zone, DateTime local)
    {
        if (zone.IsInvalidTime(local))
        {
            // The last offset before the gap puts the time behind it; the gap ends where the new offset begins.
            var before = zone.GetUtcOffset(DateTime.SpecifyKind(local.AddDays(-1) - zone.BaseUtcOffset, DateTimeKind.Utc));
            var low = local.AddHours(-12) - before;
            var high = local - before;
            var earlier = zone.GetUtcOffset(DateTime.SpecifyKind(low, DateTimeKind.Utc));
            while (high - low > TimeSpan.FromSeconds(1))
            {
                var middle = low + (high - low) / 2;
                if (zone.GetUtcOffset(DateTime.SpecifyKind(middle, DateTimeKind.Utc)) == earlier) low = middle;
                else high = middle;
            }
            return DateTime.SpecifyKind(new DateTime(high.Ticks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond), DateTimeKind.Utc);
        }
        var offset = zone.IsAmbiguousTime(local) ? zone.GetAmbiguousTimeOffsets(local).Max() : zone.GetUtcOffset(local);
        return DateTime.SpecifyKind(local - offset, DateTimeKind.Utc);
    }
}
