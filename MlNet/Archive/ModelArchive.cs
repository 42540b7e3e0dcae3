using System.IO.Compression;

namespace Maintenance.MlNet.Archive;

/// <summary>
/// The zip of an ML.NET model, which is untrusted: before ML.NET sees any of it, every entry is unpacked within limits, its name and, for a
/// component, its header are checked, and the checked entries are packed again. Nothing is ever written to disk or loaded as code.
/// </summary>
internal static class ModelArchive
{
    public const int MaxBytes = 64 << 20;
    public const int MaxEntries = 10_000;
    public const long MaxUnpackedBytes = 512L << 20;
    private const string ComponentName = "Model.key";

    // The earliest time a zip can hold, so that the same model always gives the same bytes.
    private static readonly DateTimeOffset Epoch = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>True if the bytes begin as a zip.</summary>
    public static bool IsZip(ReadOnlySpan<byte> document) => document.StartsWith("PK\x3\x4"u8) || document.StartsWith("PK\x5\x6"u8);

    /// <summary>Unpacks and checks the entries.</summary>
    /// <exception cref="ArchiveException">It is refused.</exception>
    public static List<(string Name, byte[] Bytes)> Unpack(byte[] document)
    {
        if (document.Length > MaxBytes) throw new ArchiveException($"the zip has {document.Length} bytes; at most {MaxBytes} are allowed.");
        try
        {
            using var archive = new ZipArchive(new MemoryStream(document, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MaxEntries) throw new ArchiveException($"the zip has {archive.Entries.Count} entries; at "
                + $"most {MaxEntries} are allowed.");
            var (entries, names, left) = (new List<(string, byte[])>(), new HashSet<string>(StringComparer.OrdinalIgnoreCase),
                MaxUnpackedBytes);
            foreach (var entry in archive.Entries)
            {
                var name = CheckName(entry.FullName);
                if (name.EndsWith('/')) continue;
                if (!names.Add(name)) throw new ArchiveException($"the zip has the entry '{name}' twice.");
                var bytes = Read(entry, ref left);
                if (name == ComponentName || name.EndsWith("/" + ComponentName, StringComparison.Ordinal)) CheckComponent(name, bytes);
                entries.Add((name, bytes));
            }
            return names.Contains("TransformerChain/" + ComponentName) ? entries
                : throw new ArchiveException($"the zip is not an ML.NET model: it has no entry TransformerChain/{ComponentName}, "
                    + $"but {Some(names)}. PyTorch, Keras, NumPy and H2O write zips too: export their models as PMML.");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or NotSupportedException)
        {
            throw new ArchiveException($"the zip cannot be read: {error.Message}", error);
        }
    }

    /// <summary>Packs entries; the same entries give the same bytes.</summary>
    public static byte[] Pack(IEnumerable<(string Name, byte[] Bytes)> entries, CompressionLevel level)
    {
        using var packed = new MemoryStream();
        using (var archive = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in entries)
            {
                var entry = archive.CreateEntry(name, level);
                entry.LastWriteTime = Epoch;
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }
        return packed.ToArray();
    }

    private static void CheckComponent(string name, byte[] bytes)
    {
        var header = ComponentHeader.Read(name, bytes);
        AllowedComponents.Check(name, header);
        if (TreeComponent.Is(header)) TreeComponent.Check(name, bytes);
    }

    // ML.NET on Windows writes backslashes.
    private static string CheckName(string name)
    {
        var plain = name.Replace('\\', '/');
        var ok = plain.Length is > 0 and <= 512 && !plain.StartsWith('/') && !plain.Contains(':', StringComparison.Ordinal)
            && !plain.Any(char.IsControl)
            && !plain.TrimEnd('/').Split('/').Any(part => part is "" or "." or "..");
        return ok ? plain : throw new ArchiveException($"the zip has an entry named '{Shorten(name)}', which points outside it.");
    }

    // The length an entry states is not trusted.
    private static byte[] Read(ZipArchiveEntry entry, ref long left)
    {
        using var stream = entry.Open();
        using var bytes = new MemoryStream();
        var sum = new Crc32();
        var buffer = new byte[81_920];
        for (int read; (read = stream.Read(buffer)) > 0;)
        {
            left -= read;
            if (left < 0) throw new ArchiveException($"the zip unpacks to more than {MaxUnpackedBytes} bytes at entry "
                + $"'{Shorten(entry.FullName)}'.");
            bytes.Write(buffer, 0, read);
            sum.Add(buffer.AsSpan(0, read));
        }
        // ZipArchive does not compare it.
        if (bytes.Length != entry.Length || sum.Value != entry.Crc32)
            throw new ArchiveException($"the zip is damaged at entry '{Shorten(entry.FullName)}': its checksum differs.");
        return bytes.ToArray();
    }

    private static string Some(HashSet<string> names) => names.Count == 0
        ? "is empty" : string.Join(", ", names.Order(StringComparer.Ordinal).Take(5).Select(Shorten)) + (names.Count > 5 ? ", …" : "");

    private static string Shorten(string text) => new([.. text.Take(80).Select(c => char.IsControl(c) ? '?' : c)]);
}
