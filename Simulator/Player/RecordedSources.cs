using Maintenance.Simulator.Player.Csv;
using Maintenance.Simulator.Player.Witsml;

namespace Maintenance.Simulator.Player;

/// <summary>Opens recorded data.</summary>
public static class RecordedSources
{
    /// <summary>Opens and counts a recording. Reads all of it twice, in bounded memory.</summary>
    /// <param name="format">Format.</param>
    /// <param name="path">File or folder.</param>
    /// <param name="mappingFile">Mapping (CSV only), or null to map by header names.</param>
    /// <param name="assetId">Overrides the derived asset id of a source with a single asset; null = as derived.</param>
    /// <param name="units">Units that replace those of the recording.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RecordedDataException">Missing, unreadable, or nothing in it can be replayed; the message says where and
    /// why.</exception>
    public static Task<IRecordedSource> OpenAsync(RecordedFormat format, string path, string? mappingFile, string? assetId,
        RecordedUnits units, CancellationToken cancellationToken) => Task.Run<IRecordedSource>(
        () => format switch
        {
            RecordedFormat.Witsml when mappingFile is not null =>
                throw new RecordedDataException("--mapping is for CSV only: WITSML describes its own curves. --unit gives units that it "
                    + "lacks."),
            RecordedFormat.Witsml => WitsmlSource.Open(path, assetId, units, cancellationToken),
            _ => CsvSource.Open(path, mappingFile, assetId, units, cancellationToken),
        },
        cancellationToken);
}
