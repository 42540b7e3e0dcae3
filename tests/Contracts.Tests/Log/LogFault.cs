namespace Maintenance.Contracts.Tests.Log;

/// <summary>Ways in which <see cref="BrokenTelemetryLog"/> breaks its word.</summary>
public enum LogFault
{
    /// <summary>None: the decorator itself is sound, so whatever fails with a fault fails because of it.</summary>
    None,

    /// <summary>A record acknowledged last is gone after reopening.</summary>
    LosesLastRecordOnReopen,

    /// <summary>Two neighbouring records of a read change places.</summary>
    Reorders,

    /// <summary>The first record of a read is delivered again by the next.</summary>
    DeliversTwice,

    /// <summary>Appends are acknowledged without having been made.</summary>
    AcknowledgesWithoutAppending,

    /// <summary>All keys go to the first partition.</summary>
    OwnPartitioning,

    /// <summary>Readers begin at the beginning, whatever they were asked.</summary>
    IgnoresOffset,

    /// <summary>Values are cut at 1 MiB.</summary>
    TruncatesLargeRecords,

    /// <summary>Waiting never ends.</summary>
    NeverWakes,

    /// <summary>The key and value are copied some time after the call.</summary>
    CopiesLate,

    /// <summary>Records that are refused for good are passed for appended.</summary>
    HidesRefusals,
}
