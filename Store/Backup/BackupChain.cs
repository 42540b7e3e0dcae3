using System.Security.Cryptography;
using System.Text.Json;
using Maintenance.Core.Ports;

namespace Maintenance.Store.Backup;

/// <summary>A backup and its ancestors, side by side in one folder, verified byte by byte when loaded.</summary>
internal sealed class BackupChain
{
    private readonly List<(string Folder, BackupManifest Manifest, string Sha256)> _links;

    private BackupChain(List<(string Folder, BackupManifest Manifest, string Sha256)> links) => _links = links;

    /// <summary>Full backup first.</summary>
    public IEnumerable<(string Folder, BackupManifest Manifest)> Links => _links.Select(l => (l.Folder, l.Manifest));

    public BackupManifest Newest => _links[^1].Manifest;

    public string NewestSha256 => _links[^1].Sha256;

    /// <summary>Loads a backup and its ancestors.</summary>
    /// <param name="folder">The newest one.</param>
    /// <param name="checkFiles">True: also verify every file's length and hash.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    /// <exception cref="StoreException">Something is missing or was changed; the message names the file.</exception>
    public static async Task<BackupChain> LoadAsync(string folder, bool checkFiles, CancellationToken cancellationToken)
    {
        var links = new List<(string, BackupManifest, string)>();
        string? expected = null;
        for (var next = Path.GetFullPath(folder); ;)
        {
            var (manifest, hash) = await ReadAsync(next, cancellationToken);
            if (expected is not null && hash != expected) throw new StoreException($"{Path.Combine(next, BackupManifest.FileName)} is not "
                + "the one its successor continues: the chain is broken. Restore an older backup, or a copy of this one.");
            if (checkFiles) await CheckFilesAsync(next, manifest, cancellationToken);
            links.Insert(0, (next, manifest, hash));
            if (manifest.Parent is null) return new BackupChain(links);
            expected = manifest.ParentSha256;
            next = Path.Combine(Path.GetDirectoryName(next)!, manifest.Parent);
        }
    }

    /// <summary>The newest backup in a folder of backups; null if there is none.</summary>
    public static string? NewestIn(string root) => !Directory.Exists(root) ? null : Directory.GetDirectories(root)
        .Where(d => Path.GetFileName(d)[0] != '.' && File.Exists(Path.Combine(d, BackupManifest.FileName))).Max(StringComparer.Ordinal);

    public static async Task<string> HashAsync(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, cancellationToken));
    }

    private static async Task<(BackupManifest Manifest, string Sha256)> ReadAsync(string folder, CancellationToken cancellationToken)
    {
        var path = Path.Combine(folder, BackupManifest.FileName);
        if (!File.Exists(path)) throw new StoreException($"{folder} is not a backup: it has no {BackupManifest.FileName}. A chain needs "
            + "all its folders side by side.");
        try
        {
            var bytes = await File.ReadAllBytesAsync(path, cancellationToken);
            var manifest = JsonSerializer.Deserialize<BackupManifest>(bytes, BackupManifest.Json)
                ?? throw new JsonException("It is empty.");
            if (manifest.Format == BackupManifest.KnownFormat && manifest.IsIncomplete)
                throw new JsonException("A name, a list or a hash is missing, or a file's name leads out of the folder.");
            if (manifest.Format != BackupManifest.KnownFormat) throw new StoreException($"{path} has format {manifest.Format}, this build "
                + $"reads {BackupManifest.KnownFormat}: use the build that wrote it, or a newer one.");
            return (manifest, Convert.ToHexStringLower(SHA256.HashData(bytes)));
        }
        catch (JsonException error)
        {
            throw new StoreException($"{path} cannot be read: {error.Message} The backup is damaged; restore another one.", inner: error);
        }
    }

    private static async Task CheckFilesAsync(string folder, BackupManifest manifest, CancellationToken cancellationToken)
    {
        foreach (var file in manifest.Tables.SelectMany(t => t.Files))
        {
            var path = Path.Combine(folder, file.Name);
            if (!File.Exists(path)) throw new StoreException($"{path} is missing: the backup is damaged; restore another one.");
            var length = new FileInfo(path).Length;
            if (length != file.Bytes) throw new StoreException($"{path} has {length} bytes, expected {file.Bytes}: the backup is "
                + "damaged; restore another one.");
            if (await HashAsync(path, cancellationToken) != file.Sha256)
                throw new StoreException($"{path} was changed since it was written (SHA-256): the backup is damaged; restore another one.");
        }
    }
}
