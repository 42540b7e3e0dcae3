using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Maintenance.Core.Ports;

namespace Maintenance.Api.Rest;

/// <summary>
/// Values of a query in JSON, without loss: numbers with all their digits (a reader that makes doubles of them rounds those beyond 2^53),
/// NaN and infinities as their names, times as ISO 8601, bytes as base64.
/// </summary>
public static class SqlJson
{
    /// <summary>Writes values as <see cref="SqlValueKind"/> describes them.</summary>
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new Digits<BigInteger>(), new Digits<ExactDecimal>(), new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Reads a value that was written with <see cref="Options"/>.</summary>
    /// <param name="value">The value in JSON.</param>
    /// <param name="kind">Kind of its column.</param>
    public static object? Read(JsonElement value, SqlValueKind kind) => (value.ValueKind, kind) switch
    {
        (JsonValueKind.Null, _) => null,
        (JsonValueKind.True, _) => true,
        (JsonValueKind.False, _) => false,
        (JsonValueKind.Number, SqlValueKind.Integer) => Whole(value),
        (JsonValueKind.Number, SqlValueKind.Decimal) => ExactDecimal.Parse(value.GetRawText()),
        (JsonValueKind.Number, SqlValueKind.Real) => value.GetSingle(),
        (JsonValueKind.Number, _) => value.GetDouble(),
        (_, SqlValueKind.Real) => (float)Named(value.GetString()!),
        (_, SqlValueKind.Double) => Named(value.GetString()!),
        (_, SqlValueKind.Blob) => value.GetBytesFromBase64(),
        (_, SqlValueKind.Timestamp or SqlValueKind.LocalTimestamp) when value.TryGetDateTime(out var time)
            && SqlValueText.Of(time) == value.GetString() => time, // not if it has nanoseconds
        (_, SqlValueKind.Date) when DateOnly.TryParseExact(value.GetString(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var date) => date,
        _ => value.GetString(),
    };

    private static object Whole(JsonElement value)
    {
        if (value.TryGetInt64(out var whole)) return whole;
        return BigInteger.Parse(value.GetRawText(), CultureInfo.InvariantCulture);
    }

    private static double Named(string name) => name switch
    {
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => double.NaN,
    };

    /// <summary>Writes a number whose text is its digits.</summary>
    private sealed class Digits<T> : JsonConverter<T> where T : notnull
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            throw new NotSupportedException("Numbers of queries can only be written.");

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            writer.WriteRawValue(SqlValueText.Of(value), skipInputValidation: true);
    }
}
