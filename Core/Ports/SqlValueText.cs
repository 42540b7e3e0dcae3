using System.Globalization;
using System.Numerics;

namespace Maintenance.Core.Ports;

/// <summary>The text of a value in a <see cref="QueryResult"/>: the same on pages, in tables, in CSV and on the command line.</summary>
public static class SqlValueText
{
    private const int ShownBytes = 64;

    /// <summary>
    /// All of a value: numbers with the shortest digits that read back equal, times in ISO 8601 (with Z if they are in UTC), bytes in
    /// hexadecimal, NULL as nothing.
    /// </summary>
    public static string Of(object? value) => value switch
    {
        null => "",
        string text => text,
        bool truth => truth ? "true" : "false",
        float number => Of(number),
        double number => Of(number),
        DateTime time => Of(time),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexStringLower(bytes),
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(format: null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };

    /// <summary>A value for people to look at: as <see cref="Of(object)"/>, but long byte strings are cut, with an ellipsis.</summary>
    public static string Brief(object? value) => value is byte[] { Length: > ShownBytes } bytes
        ? $"{Convert.ToHexStringLower(bytes.AsSpan(0, ShownBytes))}… ({bytes.Length} bytes)"
        : Of(value);

    /// <summary>Single precision with its own shortest digits: 118.9, not 118.9000015 as its conversion to double would have.</summary>
    public static string Of(float number) =>
        Of(double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));

    /// <summary>Double precision with its shortest digits; without an exponent below 10^15.</summary>
    public static string Of(double number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>A time with up to seven decimals.</summary>
    public static string Of(DateTime time) => time.ToString(
        time.Kind == DateTimeKind.Utc ? "yyyy-MM-ddTHH:mm:ss.FFFFFFF'Z'" : "yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);
}
