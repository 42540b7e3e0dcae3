using System.Globalization;
using System.Text.Json;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Store.Sql.Snapshots;

namespace Maintenance.Store.Backup;

/// <summary>
/// Writes one backup: files into a temporary folder, the manifest last, then the folder is renamed. A failed backup
/// leaves a folder whose name begins with a dot; it is not a backup and is deleted by the next one.
/// </summary>
internal sealed class BackupWriter(ISnapshotSource source, string engine, string root, TimeProvider clock, IProgress<string> progress)
{
    private const string Unfinished = ".unfinished-";

    public async Task<BackupManifest> RunAsync(BackupChain? parent, CancellationToken cancellationToken)
    {
        MakePrivate(root); // it also contains user accounts
        foreach (var stale in Directory.GetDirectories(root, Unfinished + "*")) Directory.Delete(stale, recursive: true);
        var taken = clock.GetUtcNow().UtcDateTime;
        var id = taken.ToString("yyyyMMdd'T'HHmmss'.'fff'Z'", CultureInfo.InvariantCulture) + (parent is null ? "-full" : "-incremental");
        var folder = Path.Combine(root, Unfinished + id);
        MakePrivate(folder);
        try
        {
            await using var snapshot = await source.OpenSnapshotAsync(cancellationToken);
            var tables = new List<BackupTable>();
            using (var scratch = new ParquetScratch(folder))
            {
                var touched = parent is null ? [] : await TouchedAsync(scratch, snapshot, parent.Newest, cancellationToken);
                foreach (var table in StoreTables.BackedUp)
                    tables.Add(await WriteAsync(scratch, snapshot, table, parent?.Newest, touched, folder, cancellationToken));
            }
            var manifest = new BackupManifest(
                BackupManifest.KnownFormat, id, parent?.Newest.Id, parent?.NewestSha256, taken, engine,
                [.. snapshot.Offsets.Select(o => new BackupOffset(o.Key.Reader, o.Key.Topic, o.Key.Partition, o.Next))], tables);
            await WriteDurablyAsync(Path.Combine(folder, BackupManifest.FileName),
                JsonSerializer.SerializeToUtf8Bytes(manifest, BackupManifest.Json), cancellationToken);
            if (Directory.Exists(Path.Combine(folder, "spill"))) Directory.Delete(Path.Combine(folder, "spill"), recursive: true);
            Directory.Move(folder, Path.Combine(root, id));
            return manifest;
        }
        catch
        {
            Directory.Delete(folder, recursive: true);
            throw;
        }
    }

    private async Task<BackupTable> WriteAsync(
        ParquetScratch scratch, IStoreSnapshot snapshot, TableSchema table, BackupManifest? parent, List<BackupStretch> touched,
        string folder, CancellationToken cancellationToken)
    {
        var choice = parent is null ? BackupRows.All : RowChoice.Of(table);
        var files = new List<BackupFile>();
        using var part = new PartBuffer(scratch, table, rows => files.Add(Write(scratch, table, folder, files.Count, rows)));
        if (choice == BackupRows.Touched)
            foreach (var stretch in touched)
                await snapshot.CopyAsync(
                    table, "asset = ? AND event_time >= ? AND event_time < ?",
                    [stretch.Asset, UnixMicros.ToUtc(stretch.FromUnixMicros), UnixMicros.ToUtc(stretch.ToUnixMicros)], part,
                    cancellationToken);
        else await snapshot.CopyAsync(table, choice == BackupRows.New
            ? RowChoice.NewSince(parent!.Offsets) : "", [], part, cancellationToken);
        part.Complete();
        foreach (var (file, i) in files.Select((f, i) => (f, i)).ToArray())
            files[i] = file with { Sha256 = await BackupChain.HashAsync(Path.Combine(folder, file.Name), cancellationToken) };
        if (files.Count > 0) progress.Report(string.Create(CultureInfo.InvariantCulture, $"{table.Name}: {files.Sum(f => f.Rows):N0} "
            + $"rows, {files.Sum(f => f.Bytes) / 1048576.0:N1} MiB"));
        return new BackupTable(table.Name, choice, [.. table.Columns.Select(c => c.Name)], files, choice == BackupRows.Touched
            ? touched : []);
    }

    private static BackupFile Write(ParquetScratch scratch, TableSchema table, string folder, int number, long rows)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{table.Name}-{number + 1:0000}.parquet");
        var path = Path.Combine(folder, name);
        scratch.Connection.Execute($"COPY {PartBuffer.Table} TO {ParquetScratch.Text(path)} (FORMAT parquet, COMPRESSION zstd)");
        using (var file = new FileStream(path, FileMode.Open, FileAccess.ReadWrite)) file.Flush(flushToDisk: true);
        return new BackupFile(name, rows, new FileInfo(path).Length, "");
    }

    // Blocks whose descriptors were computed or recomputed since the parent.
    private static async Task<List<BackupStretch>> TouchedAsync(ParquetScratch scratch, IStoreSnapshot snapshot, BackupManifest parent,
        CancellationToken cancellationToken)
    {
        scratch.Connection.Execute("CREATE TABLE touched (asset VARCHAR, hour BIGINT)");
        using (var part = new PartBuffer(scratch, StoreTables.Descriptor, _ => scratch.Connection.Execute(
            "INSERT INTO touched SELECT DISTINCT asset, unnest(range(floor(epoch_us(event_time) / 3.6e9)::BIGINT, "
                + $"floor((epoch_us(event_time) + greatest(duration_us, 1) - 1) / 3.6e9)::BIGINT + 1)) FROM {PartBuffer.Table}")))
        {
            await snapshot.CopyAsync(StoreTables.Descriptor, RowChoice.NewSince(parent.Offsets), [], part,
                cancellationToken);
            part.Complete();
        }
        using var select = scratch.Connection.Prepare("SELECT DISTINCT asset, hour FROM touched ORDER BY asset, hour");
        using var rows = select.Execute();
        var hours = new List<object?[]>();
        while (rows.Fetch(hours, int.MaxValue, out _))
        {
        }
        return RowChoice.Stretches(hours.Select(r => ((string)r[0]!, (long)r[1]!)));
    }

    private static async Task WriteDurablyAsync(string path, byte[] bytes, CancellationToken cancellationToken)
    {
        await using var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write);
        await file.WriteAsync(bytes, cancellationToken);
        file.Flush(flushToDisk: true);
    }

    private static void MakePrivate(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
