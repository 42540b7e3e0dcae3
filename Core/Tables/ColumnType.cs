namespace Maintenance.Core.Tables;

/// <summary>Type of a column; each engine maps it to its own SQL type.</summary>
public enum ColumnType
{
    /// <summary>8-bit unsigned.</summary>
    TinyInt,

    /// <summary>32-bit signed.</summary>
    Integer,

    /// <summary>64-bit signed.</summary>
    BigInt,

    /// <summary>IEEE single; NaN is stored as NULL.</summary>
    Real,

    /// <summary>IEEE double; NaN is stored as NULL.</summary>
    DoublePrecision,

    /// <summary>UTF-8 text; null is stored as NULL.</summary>
    Text,

    /// <summary>Microseconds since 1970-01-01 UTC, stored as TIMESTAMP(6); <see cref="long.MinValue"/> is stored as NULL.</summary>
    Timestamp,

    /// <summary>Bytes; null is stored as NULL.</summary>
    Blob,
}
