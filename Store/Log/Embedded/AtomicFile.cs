namespace Maintenance.Store.Log.Embedded;

/// <summary>Files that are there whole or not at all, after a crash too.</summary>
internal static class AtomicFile
{
    /// <summary>Writes, syncs and gives the name; replaces a file of that name.</summary>
    public static void Write(string path, ReadOnlySpan<byte> bytes)
    {
        var temporary = path + ".new";
        File.WriteAllBytes(temporary, bytes);
        using (var file = File.OpenHandle(temporary, FileMode.Open, FileAccess.ReadWrite)) FileSync.SyncData(file);
        File.Move(temporary, path, overwrite: true);
        FileSync.SyncDirectory(Path.GetDirectoryName(path)!);
    }
}
