using Maintenance.Core.Telemetry;

namespace Maintenance.Host.Replay;

/// <summary>
/// Leaves out what a replay before this one has brought, so that playing a recording again changes no table. A recording is always read in
/// the same order, so what is stored of it is known by sequence; repeated rows are told apart by how many readings were found duplicate.
/// </summary>
internal sealed class ResumeFilter(StoredStream stored)
{
    private long _next;
    private long _repeated;

    /// <summary>True when a record must be sent. Call once for each record of the stream, in order.</summary>
    public bool Wants(TelemetryRecord record)
    {
        var last = record.Sequence + record.ReadingCount - 1;
        if (record.Sequence < _next)
        {
            _repeated += record.ReadingCount;
            return _repeated > stored.Duplicates;
        }
        _next = last + 1;
        return !stored.Holds(record.Sequence, last);
    }
}
