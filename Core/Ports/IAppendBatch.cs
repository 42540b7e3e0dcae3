namespace Maintenance.Core.Ports;

/// <summary>Records for <see cref="ITelemetryLog.AppendAllAsync"/>. Owned by the log until its task completes.</summary>
public interface IAppendBatch
{
    /// <summary>Number of records.</summary>
    int Count { get; }

    /// <summary>Topic of a record.</summary>
    string Topic(int index);

    /// <summary>Key of a record; 1–256 bytes.</summary>
    ReadOnlyMemory<byte> Key(int index);

    /// <summary>Value of a record.</summary>
    ReadOnlyMemory<byte> Value(int index);

    /// <summary>
    /// Called before the append completes: this record is not in the log and never will be, however often it is retried; the others are not
    /// affected. Called again when the batch is appended again.
    /// </summary>
    /// <param name="index">Index of the record.</param>
    /// <param name="reason">What is allowed and what was found.</param>
    void Refuse(int index, string reason);
}
