using System.Globalization;
using System.Numerics;
using Maintenance.Core.Time;

namespace Maintenance.Core.Ports;

/// <summary>
/// One row of a <see cref="QueryResult"/>, read by column name, so that a SELECT list may change without a value landing in another's
/// place. Alias computed columns (<c>max(event_time) AS newest</c>). Values that arrived as JSON are read too: times in ISO 8601, and the
/// names of non-finite numbers.
/// </summary>
/// <exception cref="InvalidOperationException">Every member: the query has no such column, or a value of another type.</exception>
public readonly struct QueryRow
{
    private const DateTimeStyles Iso8601 = DateTimeStyles.AdjustToUniversal | DateTimeStyles.AssumeUniversal;
    private readonly Dictionary<string, int> _places;
    private readonly object?[] _values;

    internal QueryRow(Dictionary<string, int> places, object?[] values) => (_places, _values) = (places, values);

    /// <summary>True when the value is NULL.</summary>
    public bool IsNull(string column) => Value(column) is null;

    /// <summary>Text.</summary>
    public string Text(string column) => TextOrNull(column) ?? throw Unexpected(column, "text", value: null);

    /// <summary>Text; null for NULL.</summary>
    public string? TextOrNull(string column) => Value(column) switch
    {
        null => null,
        string text => text,
        var value => throw Unexpected(column, "text", value),
    };

    /// <summary>A whole number; 0 for NULL, which a sum over no rows is. Engines return some sums as doubles.</summary>
    public long Whole(string column) => WholeOrNull(column) ?? 0;

    /// <summary>A whole number; null for NULL.</summary>
    public long? WholeOrNull(string column) => Value(column) switch
    {
        null => null,
        long number => number,
        double number => (long)number,
        ExactDecimal number => (long)(number.Unscaled / BigInteger.Pow(10, number.Scale)),
        BigInteger number => (long)number,
        var value => throw Unexpected(column, "a whole number", value),
    };

    /// <summary>A 32-bit whole number.</summary>
    /// <exception cref="OverflowException">It does not fit in 32 bits.</exception>
    public int Integer(string column) => checked((int)Whole(column));

    /// <summary>True for a flag, stored as 1 or 0.</summary>
    public bool Flag(string column) => Whole(column) != 0;

    /// <summary>A number as stored, infinities included; NaN for NULL.</summary>
    public double DoublePrecision(string column) => Value(column) switch
    {
        null => double.NaN,
        double number => number,
        float number => number,
        long number => number,
        ExactDecimal number => number.ToDouble(),
        BigInteger number => (double)number,
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        var value => throw Unexpected(column, "a number", value),
    };

    /// <summary>A number as stored, infinities included; NaN for NULL.</summary>
    public float Real(string column) => DoublePrecision(column) is var number && double.IsNaN(number) ? float.NaN : (float)number;

    /// <summary>Several numbers, each read as by <see cref="Real"/>.</summary>
    /// <param name="columns">Their names.</param>
    /// <param name="values">Filled; at least as long as <paramref name="columns"/>, further values stay as they are.</param>
    public void Reals(IReadOnlyList<string> columns, Span<float> values)
    {
        for (var i = 0; i < columns.Count; i++) values[i] = Real(columns[i]);
    }

    /// <summary>A finite number; null for NULL and non-finite values.</summary>
    public double? Number(string column) => DoublePrecision(column) is var number && double.IsFinite(number) ? number : null;

    /// <summary>A finite number; NaN for NULL and non-finite values.</summary>
    public float Single(string column) => (float?)Number(column) ?? float.NaN;

    /// <summary>A time, UTC.</summary>
    public DateTime Time(string column) => TimeOrNull(column) ?? throw Unexpected(column, "a time", value: null);

    /// <summary>A time, UTC; null for NULL.</summary>
    public DateTime? TimeOrNull(string column) => Value(column) switch
    {
        null => null,
        DateTime time => DateTime.SpecifyKind(time, DateTimeKind.Utc),
        DateOnly date => date.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
        string text when DateTime.TryParse(text, CultureInfo.InvariantCulture, Iso8601, out var time) => time,
        var value => throw Unexpected(column, "a time", value),
    };

    /// <summary>A time, Unix µs UTC.</summary>
    public long UnixMicros(string column) => Core.Time.UnixMicros.Of(Time(column));

    /// <summary>A time, Unix µs UTC; <see cref="UnixMicros.None"/> for NULL.</summary>
    public long UnixMicrosOrNone(string column) => Core.Time.UnixMicros.Of(TimeOrNull(column));

    /// <summary>Bytes; null for NULL.</summary>
    public byte[]? Blob(string column) => Value(column) switch
    {
        null => null,
        byte[] bytes => bytes,
        var value => throw Unexpected(column, "bytes", value),
    };

    /// <summary>The raw value, for comparing values of any type.</summary>
    public object? Value(string column) => _places.TryGetValue(column, out var place)
        ? _values[place]
        : throw new InvalidOperationException($"The query gives no column {column}; it gives {string.Join(", ", _places.Keys)}.");

    private static InvalidOperationException Unexpected(string column, string expected, object? value) =>
        new($"The store gave {value?.GetType().Name ?? "NULL"} in column {column}, where {expected} was expected.");
}
