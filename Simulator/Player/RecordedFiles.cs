using System.IO.Compression;

namespace Maintenance.Simulator.Player;

/// <summary>Finds and opens the files of a recording.</summary>
internal static class RecordedFiles
{
    /// <summary>The file itself, or all files below the folder with one of the extensions, in ordinal order of their paths.</summary>
    public static IReadOnlyList<string> Find(string path, params ReadOnlySpan<string> endings)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new RecordedDataException($"'{path}' is neither a file nor a folder.");
        var found = new List<string>();
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
            foreach (var ending in endings)
                if (file.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                {
                    found.Add(file);
                    break;
                }
        if (found.Count == 0) throw new RecordedDataException($"Folder '{path}' contains no file ending "
            + $"in {string.Join(", ", endings.ToArray())}.");
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>Opens for sequential reading; decompresses gzip, recognised by its first bytes and not by name.</summary>
    public static Stream OpenRead(string file)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        var zipped = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return zipped ? new GZipStream(stream, CompressionMode.Decompress) : stream;
    }
}
