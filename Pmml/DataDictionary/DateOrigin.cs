using System.Globalization;

namespace Maintenance.Pmml.DataDictionary;

/// <summary>
/// The data types that represent a date or time as a whole number: dateDaysSince[year], timeSeconds, dateTimeSecondsSince[year]. A row may
/// give the number or the date or time itself.
/// </summary>
/// <param name="Base">Date, Time or DateTime.</param>
/// <param name="Shift">Offset from this engine's date number to that of the data type.</param>
internal sealed record DateOrigin(FieldDataType Base, double Shift)
{
    private const string Days = "dateDaysSince[";
    private const string Seconds = "dateTimeSecondsSince[";

    /// <summary>Null for all other data types.</summary>
    public static DateOrigin? TryRead(string? dataType) => dataType switch
    {
        null => null,
        "timeSeconds" => new DateOrigin(FieldDataType.Time, 0),
        _ when Year(dataType, Days) is { } year => new DateOrigin(FieldDataType.Date, DateValues.DaysSince(year)),
        _ when Year(dataType, Seconds) is { } year =>
            new DateOrigin(FieldDataType.DateTime, DateValues.DaysSince(year) * DateValues.SecondsPerDay),
        _ => null,
    };

    public bool TryParse(string text, out double value)
    {
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value)) return true;
        var ok = DateValues.TryParse(Base, text, out var moment);
        value = ok ? FromDate(moment) : double.NaN;
        return ok;
    }

    /// <summary>Converts this engine's date or time number; fractions of a day or second are dropped.</summary>
    public double FromDate(double moment) => Math.Floor(moment + Shift);

    private static int? Year(string dataType, string prefix) =>
        dataType.StartsWith(prefix, StringComparison.Ordinal) && dataType.EndsWith(']')
        && int.TryParse(dataType.AsSpan(prefix.Length, dataType.Length - prefix.Length - 1), NumberStyles.None,
            CultureInfo.InvariantCulture, out var year) && year <= 9999
            ? year : null;
}
