namespace Maintenance.Core.Telemetry;

/// <summary>Why a payload is, or is not, a telemetry record of codec V1. An expected outcome, never an exception.</summary>
public enum DecodeStatus
{
    /// <summary>The record is whole and consistent.</summary>
    Ok,

    /// <summary>Fewer bytes than the header or than the length it states.</summary>
    Truncated,

    /// <summary>The first bytes are not those of codec V1.</summary>
    NotARecord,

    /// <summary>A version that this build does not know.</summary>
    UnknownVersion,

    /// <summary>The checksum does not match the bytes.</summary>
    ChecksumMismatch,

    /// <summary>Counts or lengths contradict each other or exceed the limits.</summary>
    Inconsistent,

    /// <summary>The asset id has a character outside its alphabet.</summary>
    BadAsset,

    /// <summary>Times do not ascend.</summary>
    TimesNotAscending,
}
