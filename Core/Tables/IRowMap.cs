namespace Maintenance.Core.Tables;

/// <summary>
/// An operation over the columns of a row in order: describe, append or read them. Each method takes a column's SQL name and the current
/// row's value, and returns the resulting row's value: the same one when appending, the one read when reading.
/// </summary>
public interface IRowMap
{
    /// <summary>TINYINT.</summary>
    byte TinyInt(string column, byte value);

    /// <summary>TINYINT that holds 1 or 0.</summary>
    bool Flag(string column, bool value);

    /// <summary>INTEGER.</summary>
    int Integer(string column, int value);

    /// <summary>BIGINT.</summary>
    long BigInt(string column, long value);

    /// <summary>TIMESTAMP, Unix µs UTC; NULL is <see cref="Time.UnixMicros.None"/>.</summary>
    long Timestamp(string column, long value);

    /// <summary>REAL; NULL is NaN.</summary>
    float Real(string column, float value);

    /// <summary>Several REAL columns.</summary>
    /// <param name="columns">Their names.</param>
    /// <param name="values">At least as many values; those beyond the columns are ignored. Not retained.</param>
    float[] Reals(IReadOnlyList<string> columns, float[] values);

    /// <summary>DOUBLE; NULL is NaN.</summary>
    double DoublePrecision(string column, double value);

    /// <summary>TEXT that is never NULL.</summary>
    string Text(string column, string value);

    /// <summary>TEXT.</summary>
    string? TextOrNull(string column, string? value);

    /// <summary>BLOB.</summary>
    byte[]? Blob(string column, byte[]? value);
}
