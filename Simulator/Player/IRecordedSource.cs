using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Player;

/// <summary>
/// Recorded data, opened: described exactly, and read as telemetry records as often as wanted, each time the same bytes.
/// Threading: one reader at a time.
/// </summary>
public interface IRecordedSource
{
    /// <summary>What was found, counted before the first record is read.</summary>
    RecordedDescription Description { get; }

    /// <summary>
    /// The records in event-time order: loose readings (<c>Sequenced | HasTimes</c>), at most 256 each, never cut within a second unless
    /// one second holds more. A row that the source repeats is sent again alone, with its first sequence, so that the pipeline counts it as
    /// a duplicate.
    /// </summary>
    /// <exception cref="RecordedDataException">A file changed or became unreadable since it was opened.</exception>
    IAsyncEnumerable<TelemetryRecord> ReadAsync(CancellationToken cancellationToken);
}
