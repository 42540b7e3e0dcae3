using System.Text.Json;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Feed;

/// <summary>Writes a row as the members of a JSON object, named as the columns; NULL and numbers that JSON lacks are null.</summary>
internal readonly struct JsonRowWriter(Utf8JsonWriter json) : IRowMap
{
    public byte TinyInt(string column, byte value)
    {
        json.WriteNumber(column, value);
        return value;
    }

    public bool Flag(string column, bool value)
    {
        json.WriteBoolean(column, value);
        return value;
    }

    public int Integer(string column, int value)
    {
        json.WriteNumber(column, value);
        return value;
    }

    public long BigInt(string column, long value)
    {
        json.WriteNumber(column, value);
        return value;
    }

    public long Timestamp(string column, long value)
    {
        if (value == UnixMicros.None) json.WriteNull(column);
        else json.WriteString(column, UnixMicros.ToUtc(value));
        return value;
    }

    public float Real(string column, float value)
    {
        if (float.IsFinite(value)) json.WriteNumber(column, value);
        else json.WriteNull(column);
        return value;
    }

    public float[] Reals(IReadOnlyList<string> columns, float[] values)
    {
        for (var i = 0; i < columns.Count; i++) Real(columns[i], values[i]);
        return values;
    }

    public double DoublePrecision(string column, double value)
    {
        if (double.IsFinite(value)) json.WriteNumber(column, value);
        else json.WriteNull(column);
        return value;
    }

    public string Text(string column, string value)
    {
        json.WriteString(column, value);
        return value;
    }

    public string? TextOrNull(string column, string? value)
    {
        json.WriteString(column, value);
        return value;
    }

    public byte[]? Blob(string column, byte[]? value)
    {
        if (value is null) json.WriteNull(column);
        else json.WriteBase64String(column, value);
        return value;
    }
}
