using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Player;

/// <summary>
/// An opened recording: described exactly, and readable as telemetry records any number of times, with the same bytes each time.
/// Threading: one reader at a time.
/// </summary>
public interface IRecordedSource
{
    /// <summary>What the recording contains, counted before the first record is read.</summary>
    RecordedDescription Description { get; }

    /// <summary>
    /// The records in event-time order: loose readings (<c>Sequenced | HasTimes</c>), at most 256 each, never split within a second unless
    /// a second has more. A row that the source repeats is sent again on its own, with its first sequence, so that the pipeline counts it
    /// as a duplicate.
    /// </summary>
    /// <exception cref="RecordedDataException">A file changed or became unreadable since it was opened.</exception>
    IAsyncEnumerable<TelemetryRecord> ReadAsync(CancellationToken cancellationToken);
}
