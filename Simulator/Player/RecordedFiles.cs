using System.Text;

namespace Maintenance.Simulator.Player;

/// <summary>Finds and opens the files of a recording.</summary>
internal static class RecordedFiles
{
    /// <summary>
    /// The file itself, or all files below the folder with one of the endings (whatever their case), in ordinal order of their paths.
    /// </summary>
    public static IReadOnlyList<string> Find(string path, params ReadOnlySpan<string> endings)
    {
        if (File.Exists(path)) return [path];
        if (!Directory.Exists(path)) throw new RecordedDataException($"'{path}' is neither a file nor a folder.");
        var found = new List<string>();
        var others = Others(path, endings, found);
        if (found.Count == 0) throw new RecordedDataException($"Folder '{path}' contains no file ending "
            + $"in {string.Join(", ", endings.ToArray())}{(others.Count == 0 ? "" : $", but {others.Count} others, such as "
            + $"{Path.GetRelativePath(path, others[0])}")}.");
        found.Sort(StringComparer.Ordinal);
        return found;
    }

    /// <summary>The files of a folder that have none of the endings, as skipped objects: one for each of their own endings.</summary>
    public static IEnumerable<SkippedObject> Others(string path, params ReadOnlySpan<string> endings)
    {
        if (!Directory.Exists(path)) return [];
        var others = Others(path, endings, []);
        var expected = string.Join(", ", endings.ToArray());
        return [.. others.Select(f => Path.GetExtension(f)).CountBy(e => e, StringComparer.OrdinalIgnoreCase)
            .OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e => new SkippedObject(e.Key.Length > 0 ? $"*{e.Key}" : "files without an ending", e.Value,
                $"only files ending in {expected} are read"))];
    }

    /// <summary>Opens for sequential reading; decompresses gzip, recognised by its first bytes and not by name.</summary>
    /// <param name="file">Path.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="InvalidDataException">The content is of a kind that is not read; the message names it. Reading throws it at the end
    /// of gzip that is not complete.</exception>
    public static Stream OpenRead(string file, string name)
    {
        if (ForeignContent.Describe(HeadOf(file, name)) is { } foreign) throw new InvalidDataException($"{name} is {foreign}");
        return OpenContent(file, name);
    }

    /// <summary>Opens text: UTF-8, or UTF-16 or UTF-32 recognised by its byte-order mark or, without one, by its zero bytes.</summary>
    /// <param name="file">Path.</param>
    /// <param name="name">Its name in messages.</param>
    /// <exception cref="InvalidDataException">As <see cref="OpenRead"/>.</exception>
    public static TextReader OpenText(string file, string name) => new StreamReader(OpenRead(file, name), EncodingOf(HeadOf(file, name)));

    private static Encoding EncodingOf(ReadOnlySpan<byte> head) => head switch
    {
        [not 0, 0, not 0, 0, ..] => Encoding.Unicode,
        [0, not 0, 0, not 0, ..] => Encoding.BigEndianUnicode,
        _ => Encoding.UTF8,
    };

    private static byte[] HeadOf(string file, string name)
    {
        using var stream = OpenContent(file, name);
        var head = new byte[ForeignContent.HeadBytes];
        return head[..stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
    }

    private static Stream OpenContent(string file, string name)
    {
        var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1 << 16, FileOptions.SequentialScan);
        var zipped = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = 0;
        return zipped ? new GzipInput(stream, name) : stream;
    }

    private static List<string> Others(string path, ReadOnlySpan<string> endings, List<string> found)
    {
        var others = new List<string>();
        foreach (var file in Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories))
        {
            var matches = false;
            foreach (var ending in endings) matches |= file.EndsWith(ending, StringComparison.OrdinalIgnoreCase);
            (matches ? found : others).Add(file);
        }
        return others;
    }
}
