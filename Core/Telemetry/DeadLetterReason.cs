namespace Maintenance.Core.Telemetry;

/// <summary>Why Ingest refused something. The numbers are part of the dead-letter format: append, never renumber.</summary>
public enum DeadLetterReason : byte
{
    /// <summary>The bytes are not valid in their format.</summary>
    Malformed = 1,

    /// <summary>The bytes end before the format says they should.</summary>
    Truncated = 2,

    /// <summary>A field has a value of another type than documented.</summary>
    WrongType = 3,

    /// <summary>A required field is missing.</summary>
    MissingField = 4,

    /// <summary>The asset is not registered.</summary>
    UnknownAsset = 5,

    /// <summary>The payload names a different asset than its topic or address.</summary>
    AssetMismatch = 6,

    /// <summary>The event time is further in the future than the allowed clock skew.</summary>
    TimeAhead = 7,

    /// <summary>The event time is further in the past than a live source may send.</summary>
    TimeTooOld = 8,

    /// <summary>The payload is larger than allowed.</summary>
    Oversized = 9,

    /// <summary>A number is NaN or infinite where the format has another way to say "missing".</summary>
    NotFinite = 10,

    /// <summary>The topic or content type names a format this build does not know.</summary>
    UnknownFormat = 11,

    /// <summary>It contains no value.</summary>
    NoValues = 12,

    /// <summary>The checksum does not match the bytes.</summary>
    ChecksumMismatch = 13,

    /// <summary>Counts or sizes contradict each other or exceed the format's limits.</summary>
    LimitExceeded = 14,

    /// <summary>A standard channel number this build does not know.</summary>
    UnknownChannel = 15,

    /// <summary>
    /// The telemetry log permanently refuses the record: it is larger than the log or topic allows, or breaks another broker rule.
    /// </summary>
    RefusedByLog = 16,

    /// <summary>A record in a topic of the log that this product did not write, or that was damaged before it was appended.</summary>
    ForeignRecord = 17,
}
