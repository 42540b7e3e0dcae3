namespace Maintenance.Core.Ports;

/// <summary>Kind of the values in a column of a <see cref="QueryResult"/>; any value may be NULL.</summary>
public enum SqlValueKind
{
    /// <summary>Anything shown as text (texts, times of day, intervals, UUIDs, nested values): string.</summary>
    Text,

    /// <summary>True or false: bool.</summary>
    Boolean,

    /// <summary>Integers of any width: long, or <see cref="System.Numerics.BigInteger"/> where a long is too narrow.</summary>
    Integer,

    /// <summary>Numbers with a fixed count of decimals: <see cref="ExactDecimal"/>.</summary>
    Decimal,

    /// <summary>Single precision: float. Its shortest digits that read back equal are those to show.</summary>
    Real,

    /// <summary>Double precision: double.</summary>
    Double,

    /// <summary>Days: <see cref="DateOnly"/>.</summary>
    Date,

    /// <summary>Times in UTC: <see cref="DateTime"/>; text where the engine's range is wider, or for infinity.</summary>
    Timestamp,

    /// <summary>Times without a zone, as AT TIME ZONE makes them: <see cref="DateTime"/> of unspecified kind, or text as above.</summary>
    LocalTimestamp,

    /// <summary>Bytes: byte[].</summary>
    Blob,
}
