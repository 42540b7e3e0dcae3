namespace Maintenance.Store.Log.Embedded;

/// <summary>Files that exist completely or not at all, even after a crash.</summary>
internal static class AtomicFile
{
    /// <summary>Writes, syncs and renames; replaces an existing file.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, bytes);
        using (var file = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite)) FileSync.SyncData(file);
        File.Move(temporary, path, overwrite: true);
        FileSync.SyncDirectory(Path.GetDirectoryName(path)!);
    }
}
