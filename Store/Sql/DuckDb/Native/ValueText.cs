using System.Globalization;

namespace Maintenance.Store.Sql.DuckDb.Native;

/// <summary>Text of a value inside a list, struct or map.</summary>
internal static class ValueText
{
    public static string Of(object? value) => value switch
    {
        null => "NULL",
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString() ?? "",
    };
}
