using Maintenance.Core.Telemetry;

namespace Maintenance.Host.Replay;

/// <summary>
/// Skips what an earlier replay already sent, so that replaying a recording changes no table. A recording is always read in the same
/// order, so its stored readings are known by sequence; repeated rows are skipped up to the number of duplicates already counted.
/// </summary>
internal sealed class ResumeFilter(StoredStream stored)
{
    private long _next;
    private long _repeated;

    /// <summary>True if the record must be sent. Call once per record of the stream, in order.</summary>
    public bool ShouldSend(TelemetryRecord record)
    {
        var last = record.Sequence + record.ReadingCount - 1;
        if (record.Sequence < _next)
        {
            _repeated += record.ReadingCount;
            return _repeated > stored.Duplicates;
        }
        _next = last + 1;
        return !stored.Contains(record.Sequence, last);
    }
}
