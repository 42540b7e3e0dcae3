using System.Text.Json;
using Maintenance.Core.Ports;
using Maintenance.Store.Backup;

namespace Maintenance.Fuzz.Tests.Targets;

/// <summary>A backup's manifest beside a sound part: refused, or a chain whose files are all there with their hashes.</summary>
internal sealed class BackupTarget : FolderTarget
{
    private static readonly byte[] Part = [1, 2, 3];
    private static readonly string Hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Part));

    public override string Name => "backup-manifest";

    public override IReadOnlyList<Type> Reads => [typeof(BackupChain)];

    public override IReadOnlyList<byte[]> Seeds { get; } =
    [
        JsonSerializer.SerializeToUtf8Bytes(new BackupManifest(1, "b", null, null, new DateTime(2026, 5, 4, 0, 0, 0, DateTimeKind.Utc),
            "DuckDb",
            [new BackupOffset("scoring", "telemetry.v1", 0, 7)],
            [new BackupTable("reading", BackupRows.Touched, ["asset"], [new BackupFile("p.parquet", 1, Part.Length, Hash)],
                [new BackupStretch("D1", 0, 9)])]), BackupManifest.Json),
        JsonSerializer.SerializeToUtf8Bytes(new BackupManifest(1, "b", "a", "00", default, "DuckDb", [], []), BackupManifest.Json),
    ];

    public override IReadOnlyList<string> Words { get; } =
    [
        "format", "id", "parent", "parentSha256", "taken", "engine", "offsets", "tables", "name", "columns", "files", "replaces", "rows",
            "bytes", "sha256",
        "null", "\"..\"", "\"b\"", "\"/\"", "\"../b\"", "p.parquet", "[null]",
    ];

    public override bool Refuses(Exception error) => error is StoreException;

    protected override string ReadFile(byte[] input)
    {
        var folder = Directory.CreateDirectory(Path.Combine(Folder, "backups", "b")).FullName;
        File.WriteAllBytes(Path.Combine(folder, BackupManifest.FileName), input);
        File.WriteAllBytes(Path.Combine(folder, "p.parquet"), Part);
        var loading = BackupChain.LoadAsync(folder, checkFiles: true, CancellationToken.None);
        var chain = loading.GetAwaiter().GetResult();
        return $"{chain.Links.Count()} links, {chain.Newest.Rows} rows, {chain.Newest.Bytes} bytes";
    }
}
