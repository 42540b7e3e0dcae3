using System.Text.Json;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Feed;

/// <summary>
/// Reads what <see cref="JsonRowWriter"/> writes. Members of no column are passed over; a column without a member is NULL.
/// </summary>
/// <exception cref="FormatException">A member is of another kind, out of range, or missing where NULL is not allowed.</exception>
internal readonly struct JsonRowReader(JsonElement json) : IRowMap
{
    public byte TinyInt(string column, byte value) =>
        Member(column) is { } found && found.TryGetByte(out var read) ? read : Wrong<byte>(column);

    public bool Flag(string column, bool value) =>
        json.TryGetProperty(column, out var found) && found.ValueKind is JsonValueKind.True or JsonValueKind.False
            ? found.GetBoolean() : Wrong<bool>(column);

    public int Integer(string column, int value) =>
        Member(column) is { } found && found.TryGetInt32(out var read) ? read : Wrong<int>(column);

    public long BigInt(string column, long value) =>
        Member(column) is { } found && found.TryGetInt64(out var read) ? read : Wrong<long>(column);

    public long Timestamp(string column, long value)
    {
        if (IsNull(column, out var found)) return UnixMicros.None;
        return found.ValueKind == JsonValueKind.String && found.TryGetDateTimeOffset(out var read) ? UnixMicros.Of(read)
            : Wrong<long>(column);
    }

    public float Real(string column, float value) => IsNull(column, out _) ? float.NaN
        : Member(column) is { } found && found.TryGetSingle(out var read) && float.IsFinite(read) ? read : Wrong<float>(column);

    public float[] Reals(IReadOnlyList<string> columns, float[] values)
    {
        var read = new float[columns.Count];
        for (var i = 0; i < read.Length; i++) read[i] = Real(columns[i], float.NaN);
        return read;
    }

    public double DoublePrecision(string column, double value) => IsNull(column, out _) ? double.NaN
        : Member(column) is { } found && found.TryGetDouble(out var read) && double.IsFinite(read) ? read : Wrong<double>(column);

    public string Text(string column, string value) => TextOrNull(column, value) ?? Wrong<string>(column);

    public string? TextOrNull(string column, string? value) => IsNull(column, out var found) ? null
        : found.ValueKind == JsonValueKind.String ? found.GetString() : Wrong<string>(column);

    public byte[]? Blob(string column, byte[]? value) => IsNull(column, out var found) ? null
        : found.ValueKind == JsonValueKind.String && found.TryGetBytesFromBase64(out var read) ? read : Wrong<byte[]>(column);

    private JsonElement? Member(string column) =>
        json.TryGetProperty(column, out var found) && found.ValueKind == JsonValueKind.Number ? found : null;

    private bool IsNull(string column, out JsonElement found) =>
        !json.TryGetProperty(column, out found) || found.ValueKind == JsonValueKind.Null;

    private static T Wrong<T>(string column) => throw new FormatException($"{column} is missing or not a value of its column.");
}
