using System.Globalization;
using System.Text;

namespace Maintenance.Core.Time;

/// <summary>
/// Parses event times to Unix µs UTC: ISO 8601 (<c>2026-05-04T03:02:01.123456Z</c>, offset allowed, a space for the T,
/// no zone means UTC) or a Unix number whose magnitude implies its unit: s, ms, µs or ns. Allocates nothing.
/// </summary>
public static class EventTimeParser
{
    // A number below 1e11 is seconds (until the year 5138), below 1e14 milliseconds, below 1e17 microseconds (both from 1973 on), else
    // nanoseconds.
    private const double SecondsLimit = 1e11;
    private const double MillisLimit = 1e14;
    private const double MicrosLimit = 1e17;
    private const double NanosLimit = 9.2e18;

    private static readonly string[] WithoutSeconds = ["yyyy-MM-dd", "yyyy-MM-ddK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd HH:mmK"];

    /// <summary>A whole Unix number; false beyond the range of nanoseconds.</summary>
    public static bool TryFromNumber(long number, out long micros)
    {
        var size = Math.Abs((double)number);
        micros = size < SecondsLimit ? number * 1_000_000
            : size < MillisLimit ? number * 1_000
            : size < MicrosLimit ? number
            : number / 1_000;
        return size < NanosLimit;
    }

    /// <summary>A Unix number with decimals; false beyond the range of nanoseconds and for NaN.</summary>
    public static bool TryFromNumber(double number, out long micros)
    {
        micros = 0;
        var size = Math.Abs(number);
        if (!(size < NanosLimit)) return false;
        var scaled = size < SecondsLimit ? number * 1e6 : size < MillisLimit ? number * 1e3 : size < MicrosLimit ? number : number / 1e3;
        micros = (long)Math.Round(scaled);
        return true;
    }

    /// <summary>ISO 8601 date and time, at least to the second.</summary>
    public static bool TryFromText(ReadOnlySpan<byte> text, out long micros)
    {
        micros = 0;
        if (text.Length < 19 || text[4] != '-' || text[7] != '-' || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ') || text[13] != ':'
            || text[16] != ':') return false;
        if (!TryDigits(text[..4], out var year) || !TryDigits(text.Slice(5, 2), out var month) || !TryDigits(text.Slice(8, 2), out var day))
            return false;
        if (!TryDigits(text.Slice(11, 2), out var hour) || !TryDigits(text.Slice(14, 2), out var minute)
            || !TryDigits(text.Slice(17, 2), out var second)) return false;
        if (year < 1 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month) || hour > 23 || minute > 59
            || second > 60) return false;
        var rest = text[19..];
        if (!TryFraction(ref rest, out var fraction) || !TryOffset(rest, out var offsetMinutes)) return false;
        // A leap second counts as the first moment of the next second, as Unix time has none.
        var days = (new DateTime(year, month, day).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerDay;
        micros = ((days * 86_400) + (hour * 3600) + ((minute - offsetMinutes) * 60) + second) * 1_000_000 + fraction;
        return true;
    }

    /// <summary>Either form, for untyped formats (CSV).</summary>
    public static bool TryFromAny(ReadOnlySpan<byte> text, out long micros)
    {
        if (TryFromText(text, out micros)) return true;
        if (System.Buffers.Text.Utf8Parser.TryParse(text, out long whole, out var used) && used == text.Length)
            return TryFromNumber(whole, out micros);
        return System.Buffers.Text.Utf8Parser.TryParse(text, out double number, out used) && used == text.Length
            && TryFromNumber(number, out micros);
    }

    /// <summary>
    /// What a person gives as a parameter: either form, or a date with or without hours and minutes. Days and months in another order are
    /// not guessed at. Allocates.
    /// </summary>
    public static bool TryFromParameter(string text, out long micros)
    {
        var trimmed = text.Trim();
        if (TryFromAny(Encoding.UTF8.GetBytes(trimmed), out micros)) return true;
        var isDate = DateTime.TryParseExact(trimmed, WithoutSeconds, CultureInfo.InvariantCulture,
            DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal, out var time);
        micros = isDate ? UnixMicros.Of(time) : 0;
        return isDate;
    }

    private static bool TryFraction(ref ReadOnlySpan<byte> rest, out int micros)
    {
        micros = 0;
        if (rest.Length == 0 || rest[0] is not ((byte)'.' or (byte)',')) return true;
        var at = 1;
        for (; at < rest.Length && rest[at] is >= (byte)'0' and <= (byte)'9'; at++)
            if (at <= 6) micros = (micros * 10) + rest[at] - '0';
        for (var i = at; i <= 6; i++) micros *= 10;
        if (at == 1) return false;
        rest = rest[at..];
        return true;
    }

    private static bool TryOffset(ReadOnlySpan<byte> rest, out int minutes)
    {
        minutes = 0;
        if (rest.Length == 0 || (rest.Length == 1 && rest[0] is (byte)'Z' or (byte)'z')) return rest.Length <= 1;
        if (rest[0] is not ((byte)'+' or (byte)'-')) return false;
        var digits = rest[1..];
        int hours, part = 0;
        if (digits.Length == 5 && digits[2] == ':'
            ? !TryDigits(digits[3..], out part) : digits.Length == 4 ? !TryDigits(digits[2..], out part) : digits.Length != 2) return false;
        if (!TryDigits(digits[..2], out hours) || hours > 14 || part > 59) return false;
        minutes = (rest[0] == '-' ? -1 : 1) * ((hours * 60) + part);
        return true;
    }

    private static bool TryDigits(ReadOnlySpan<byte> digits, out int number)
    {
        number = 0;
        foreach (var d in digits)
        {
            if (d is < (byte)'0' or > (byte)'9') return false;
            number = (number * 10) + d - '0';
        }
        return true;
    }
}
