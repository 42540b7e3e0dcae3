namespace Maintenance.Queries;

/// <summary>Reads the values of a query result into the types a row reader wants.</summary>
public static class Cell
{
    public static string Text(object? value) => value as string ?? throw Unexpected("text", value);

    public static string? TextOrNull(object? value) => value as string;

    public static long Whole(object? value) => value switch
    {
        long number => number,
        double number => (long)number, // sums are DECIMAL or HUGEINT in some engines
        null => 0, // a sum over nothing
        _ => throw Unexpected("a whole number", value),
    };

    public static double? Number(object? value) => value switch
    {
        null => null,
        double number => double.IsFinite(number) ? number : null,
        long number => number,
        _ => throw Unexpected("a number", value),
    };

    public static float Single(object? value) => (float?)Number(value) ?? float.NaN;

    public static DateTime Time(object? value) => value is DateTime time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : throw Unexpected("a time", value);

    public static DateTime? TimeOrNull(object? value) => value is null ? null : Time(value);

    public static long UnixMicros(object? value) => Core.Time.UnixMicros.Of(Time(value));

    private static InvalidOperationException Unexpected(string expected, object? value) =>
        new($"The store gave {value?.GetType().Name ?? "NULL"} where {expected} was expected.");
}
