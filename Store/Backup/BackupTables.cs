using System.Globalization;
using Maintenance.Core.Tables;

namespace Maintenance.Store.Backup;

/// <summary>SQL over the scratch database for the tables of a chain as of its newest backup.</summary>
internal static class BackupTables
{
    /// <summary>A SELECT of a table's rows, columns in schema order; null if it has none.</summary>
    public static string? Select(ParquetScratch scratch, BackupChain chain, TableSchema table)
    {
        var links = chain.Links.Select(l => (l.Folder, Table: l.Manifest.Tables.FirstOrDefault(t => t.Name == table.Name)))
            .Where(l => l.Table is not null).ToArray();
        // Backups before a full copy are superseded.
        var begin = Array.FindLastIndex(links, l => l.Table!.Taken == BackupRows.All);
        var parts = new List<string>();
        for (var i = Math.Max(begin, 0); i < links.Length; i++)
        {
            if (links[i].Table!.Files.Count == 0) continue;
            var files = ParquetScratch.Files(table, links[i].Table!.Columns,
                links[i].Table!.Files.Select(f => Path.Combine(links[i].Folder, f.Name)));
            var replaced = links[(i + 1)..].SelectMany(l => l.Table!.Replaces).ToArray();
            parts.Add(replaced.Length == 0 ? files : Without(scratch, files, replaced, i));
        }
        return parts.Count == 0 ? null : string.Join(" UNION ALL ", parts);
    }

    private static string Without(ParquetScratch scratch, string files, BackupStretch[] replaced, int link)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"replaced_{link}");
        scratch.Connection.Execute($"CREATE OR REPLACE TABLE {name} (asset VARCHAR, from_us BIGINT, to_us BIGINT)");
        foreach (var some in replaced.Chunk(1000))
            scratch.Connection.Execute($"INSERT INTO {name} "
                + $"VALUES {string.Join(", ", some.Select(s => string.Create(CultureInfo.InvariantCulture, $"({ParquetScratch.Text(s.Asset)}, {s.FromUnixMicros}, {s.ToUnixMicros})")))}");
        return $"SELECT * FROM ({files}) AS r WHERE NOT EXISTS (SELECT 1 FROM {name} AS x WHERE x.asset = r.asset AND "
            + "epoch_us(r.event_time) >= x.from_us AND epoch_us(r.event_time) < x.to_us)";
    }
}
