using Maintenance.Core.Telemetry;
using Maintenance.Simulator.Player;

namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>The logs of one well, read as they are replayed: the same channels, units and times.</summary>
/// <param name="Well">Asset.</param>
/// <param name="Cells">In time order.</param>
internal sealed record RigLog(string Well, IReadOnlyList<RigCell> Cells)
{
    private const long CellMicros = 1_000_000;

    // Names that service companies give the curve.
    private static readonly string[] EnergyNames = ["mse", "mechanical_specific_energy", "mse_avg", "msea"];

    /// <summary>Reads the wells of a folder.</summary>
    /// <param name="folder">Folder with WITSML documents.</param>
    /// <param name="activityMnemonic">Curve of rig activities; null without one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="RecordedDataException">No time log, or a damaged one; the message says where and why.</exception>
    public static async Task<IReadOnlyList<RigLog>> WellsAsync(string folder, string? activityMnemonic, CancellationToken cancellationToken)
    {
        var source = await RecordedSources.OpenAsync(RecordedFormat.Witsml, folder, mappingFile: null, assetId: null, RecordedUnits.None,
            cancellationToken);
        var activity = source.Description.Curves.FirstOrDefault(c => c.Channel is not null
            && c.Mnemonic.Equals(activityMnemonic, StringComparison.OrdinalIgnoreCase))?.Channel;
        var logs = new List<RigLog>();
        var (well, cells) = ((string?)null, new SortedDictionary<long, RigCell>());
        await foreach (var record in source.ReadAsync(cancellationToken))
        {
            if (record.Asset != well)
            {
                if (well is not null) logs.Add(new RigLog(well, [.. cells.Values]));
                (well, cells) = (record.Asset, []);
            }
            Add(record, activity, cells);
        }
        if (well is not null) logs.Add(new RigLog(well, [.. cells.Values]));
        return logs;
    }

    private static void Add(TelemetryRecord record, string? activity, SortedDictionary<long, RigCell> cells)
    {
        for (var i = 0; i < record.ReadingCount; i++)
        {
            var time = record.Times![i];
            var start = time / CellMicros * CellMicros;
            if (!cells.TryGetValue(start, out var cell)) cells.Add(start, cell = new RigCell { TimeUnixMicros = start });
            foreach (var column in record.Columns)
            {
                var value = column.Values[i];
                if (float.IsNaN(value)) continue;
                if (column.ChannelId != TelemetryCodecV1.NamedChannel) cell.At(time)[column.ChannelId] = value;
                else if (column.Name == activity) cell.Activity = value;
                else if (EnergyNames.Contains(column.Name)) cell.SpecificEnergy = value;
            }
        }
    }
}
