using System.Text.Json;

namespace Maintenance.Store.Backup;

/// <summary>Contents of a backup; its file <c>manifest.json</c> is written last, so a folder without it is not a backup.</summary>
/// <param name="Format">Version of the format: 1.</param>
/// <param name="Id">Unique; also the name of the folder.</param>
/// <param name="Parent">Id of the backup this one continues; null: it is full.</param>
/// <param name="ParentSha256">SHA-256 of the parent's manifest.</param>
/// <param name="Taken">Time of the snapshot.</param>
/// <param name="Engine">Engine it was taken from; it can be restored into any.</param>
/// <param name="Offsets">Next log offsets of the snapshot: where a restored store resumes.</param>
/// <param name="Tables">Tables, parents first.</param>
public sealed record BackupManifest(
    int Format, string Id, string? Parent, string? ParentSha256, DateTime Taken, string Engine, IReadOnlyList<BackupOffset> Offsets,
    IReadOnlyList<BackupTable> Tables)
{
    internal const string FileName = "manifest.json";
    internal const int KnownFormat = 1;
    internal static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>True when something that the format demands is absent: JSON allows it, a damaged file may show it.</summary>
    internal bool IsIncomplete => Id is null || Offsets is null || Offsets.Any(o => o?.Reader is null || o.Topic is null)
        || Tables is null || Tables.Any(t => t?.Name is null || t.Columns is null || t.Columns.Contains(null!) || t.Replaces is null
            || t.Replaces.Any(s => s?.Asset is null) || t.Files is null || t.Files.Any(f => f?.Sha256 is null || !IsPlain(f.Name)))
        || (Parent is not null && (!IsPlain(Parent) || ParentSha256 is null)); // without the hash, a chain could be a circle

    /// <summary>Rows of all tables.</summary>
    public long Rows => Tables.Sum(t => t.Files.Sum(f => f.Rows));

    /// <summary>Bytes of all files.</summary>
    public long Bytes => Tables.Sum(t => t.Files.Sum(f => f.Bytes));

    private static bool IsPlain(string? name) =>
        name is { Length: > 0 } and not ("." or "..") && name.AsSpan().IndexOfAny('/', '\\', '\0') < 0;
}

/// <summary>Next offset of a reader in a partition.</summary>
public sealed record BackupOffset(string Reader, string Topic, int Partition, long Next);

/// <summary>A table's part of a backup.</summary>
/// <param name="Name">SQL name.</param>
/// <param name="Taken">How its rows were chosen.</param>
/// <param name="Columns">Names of the columns.</param>
/// <param name="Files">Parquet files.</param>
/// <param name="Replaces">With <see cref="BackupRows.Touched"/>: intervals whose rows in older backups of the chain are superseded.</param>
public sealed record BackupTable(string Name, BackupRows Taken, IReadOnlyList<string> Columns, IReadOnlyList<BackupFile> Files,
    IReadOnlyList<BackupStretch> Replaces);

/// <summary>A file of a backup.</summary>
/// <param name="Name">Name in the folder.</param>
/// <param name="Rows">Rows in it.</param>
/// <param name="Bytes">Its length.</param>
/// <param name="Sha256">Of its bytes, hexadecimal.</param>
public sealed record BackupFile(string Name, long Rows, long Bytes, string Sha256);

/// <summary>Interval of an asset's event time, Unix µs UTC, end excluded.</summary>
public sealed record BackupStretch(string Asset, long FromUnixMicros, long ToUnixMicros);

/// <summary>Which rows of a table a backup holds.</summary>
public enum BackupRows
{
    /// <summary>All: rows in older backups of the chain are superseded.</summary>
    All,

    /// <summary>Rows from the parent's log offsets onward: they are added to the older ones.</summary>
    New,

    /// <summary>
    /// All rows of the intervals that telemetry has touched since the parent: they replace the older rows of these intervals.
    /// </summary>
    Touched,
}
