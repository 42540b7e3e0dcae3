using Maintenance.Simulator.Player.Csv;
using Maintenance.Simulator.Player.Witsml;

namespace Maintenance.Simulator.Player;

/// <summary>Opens recorded data.</summary>
public static class RecordedSources
{
    /// <summary>Opens and counts a recording. Reads it twice from end to end, in bounded memory.</summary>
    /// <param name="format">Format.</param>
    /// <param name="path">File or folder.</param>
    /// <param name="mappingFile">Mapping (CSV only), or null to map by header names.</param>
    /// <param name="assetId">Overrides the proposed asset id of a source that holds one asset; null = as proposed.</param>
    /// <param name="cancellationToken">Stops.</param>
    /// <exception cref="RecordedDataException">Nothing there, unreadable, or nothing in it can be replayed; the message says where and
    /// why.</exception>
    public static Task<IRecordedSource> OpenAsync(
        RecordedFormat format, string path, string? mappingFile, string? assetId, CancellationToken cancellationToken) =>
            Task.Run<IRecordedSource>(
        () => format switch
        {
            RecordedFormat.Witsml when mappingFile is not null =>
                throw new RecordedDataException("A mapping file is for CSV only: WITSML says itself what its curves are."),
            RecordedFormat.Witsml => WitsmlSource.Open(path, assetId, cancellationToken),
            _ => CsvSource.Open(path, mappingFile, assetId, cancellationToken),
        },
        cancellationToken);
}
