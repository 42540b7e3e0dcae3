namespace Maintenance.Core.Tables;

/// <summary>
/// What is done with the columns of a row, one after the other: describe them, append them, or read them. Each method takes a column's SQL
/// name and the value of the row at hand, and returns the value of the row that is made: when it appends the same one, when it reads the
/// one it read.
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

    /// <summary>A run of REAL columns.</summary>
    /// <param name="columns">Their names.</param>
    /// <param name="values">At least as many values; those beyond the columns do not count. Not retained.</param>
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
