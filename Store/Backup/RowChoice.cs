using System.Globalization;
using Maintenance.Core.Log;
using Maintenance.Core.Tables;

namespace Maintenance.Store.Backup;

/// <summary>
/// Selects the rows of a table for an incremental backup. Rows per record carry their log offset; readings and waveforms do not, so the
/// blocks described since show which intervals were touched. Everything else is small and copied whole; of dead letters,
/// retention turns old ones into counts.
/// </summary>
internal static class RowChoice
{
    private const long HourMicros = 3_600_000_000;

    /// <summary>How a table's rows are chosen in an incremental backup.</summary>
    public static BackupRows Of(TableSchema table) =>
        table == StoreTables.Descriptor || table == StoreTables.Assessment || table == StoreTables.ConditionMinute
            || table == StoreTables.AlarmEvent || table == StoreTables.AlarmFold ? BackupRows.New
        : table == StoreTables.Reading || table == StoreTables.ReadingExtra || table == StoreTables.Waveform ? BackupRows.Touched
        : BackupRows.All;

    /// <summary>Condition of the rows whose log offset the parent did not have.</summary>
    public static string NewSince(IReadOnlyList<BackupOffset> parent)
    {
        // Readers of one store write the same log into the same tables: only what the slowest one has read is certain.
        var known = parent.Where(o => o.Topic == Topics.Telemetry).GroupBy(o => o.Partition).Select(g => (Partition: g.Key, Next: g.Min(o =>
            o.Next)))
            .OrderBy(o => o.Partition).ToArray();
        if (known.Length == 0) return "";
        var since = known.Select(o => string.Create(CultureInfo.InvariantCulture,
            $"(log_partition = {o.Partition} AND log_offset >= {o.Next})"));
        return $"{string.Join(" OR ", since)} OR log_partition NOT IN "
            + $"({string.Join(", ", known.Select(o => o.Partition.ToString(CultureInfo.InvariantCulture)))})";
    }

    /// <summary>Merges adjacent hours.</summary>
    /// <param name="hours">Assets and hours since 1970, in that order.</param>
    public static List<BackupStretch> Stretches(IEnumerable<(string Asset, long Hour)> hours)
    {
        var stretches = new List<BackupStretch>();
        foreach (var (asset, hour) in hours)
        {
            var (from, to) = (hour * HourMicros, (hour + 1) * HourMicros);
            if (stretches.Count > 0 && stretches[^1] is var last && last.Asset == asset && last.ToUnixMicros == from)
                stretches[^1] = last with { ToUnixMicros = to };
            else stretches.Add(new BackupStretch(asset, from, to));
        }
        return stretches;
    }
}
