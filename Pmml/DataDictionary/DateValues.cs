using System.Globalization;

namespace Maintenance.Pmml.DataDictionary;

/// <summary>
/// Dates as numbers: a date is days since 1970-01-01, a time seconds since midnight, a date and time seconds since 1970. Times have no
/// zone.
/// </summary>
internal static class DateValues
{
    public const double SecondsPerDay = 86_400;
    private static readonly DateTime Epoch = DateTime.UnixEpoch;
    private static readonly string[] TimeFormats = ["HH:mm:ss", "HH:mm:ss.FFFFFFF", "HH:mm"];
    private static readonly string[] DateTimeFormats = ["yyyy-MM-dd'T'HH:mm:ss", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss",
        "yyyy-MM-dd HH:mm:ss.FFFFFFF"];

    public static bool IsDate(FieldDataType type) => type is FieldDataType.Date or FieldDataType.Time or FieldDataType.DateTime;

    public static bool TryParse(FieldDataType type, string text, out double value)
    {
        var formats = type switch { FieldDataType.Date => ["yyyy-MM-dd"], FieldDataType.Time => TimeFormats, _ => DateTimeFormats };
        var ok = DateTime.TryParseExact(text.Trim(), formats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal
            | DateTimeStyles.AdjustToUniversal, out var time);
        value = !ok ? double.NaN : type switch
        {
            FieldDataType.Date => (time - Epoch).TotalDays,
            FieldDataType.Time => time.TimeOfDay.TotalSeconds,
            _ => (time - Epoch).TotalSeconds,
        };
        return ok;
    }

    public static DateTime ToDateTime(FieldDataType type, double value) =>
        type == FieldDataType.Date ? Epoch.AddDays(value) : Epoch.AddTicks((long)Math.Round(value * TimeSpan.TicksPerSecond));

    public static string Format(FieldDataType type, double value) => ToDateTime(type, value).ToString(
        type switch { FieldDataType.Date => "yyyy-MM-dd", FieldDataType.Time => "HH:mm:ss.FFFFFFF", _ => "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF" },
        CultureInfo.InvariantCulture);

    /// <summary>Days from 1 January of the year; year 0, which .NET does not support, is a leap year.</summary>
    public static double DaysSince(int year) => year == 0
        ? DaysSince(1) + 366 : (Epoch - new DateTime(year, 1, 1, 0, 0, 0, DateTimeKind.Utc)).TotalDays;
}
