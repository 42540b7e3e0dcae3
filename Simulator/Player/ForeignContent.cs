using System.Text;

namespace Maintenance.Simulator.Player;

/// <summary>Names files that are neither CSV nor WITSML by their first bytes, with what to do about them.</summary>
internal static class ForeignContent
{
    /// <summary>Bytes of a file's beginning that are enough to tell.</summary>
    public const int HeadBytes = 1024;

    private static readonly (byte[] Begins, string What)[] Signatures =
    [
        ("PK\u0003\u0004"u8.ToArray(), "a zip archive (an .xlsx workbook is one too): unpack it, or save the sheet as CSV"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an .xls workbook: save the sheet as CSV"),
        ("PAR1"u8.ToArray(), "Parquet: export it as CSV"),
        ("Obj\u0001"u8.ToArray(), "Avro: export it as CSV"),
        ([0x89, (byte)'H', (byte)'D', (byte)'F'], "HDF5: export it as CSV"),
        ([0x28, 0xB5, 0x2F, 0xFD], "compressed with zstd: unpack it, or compress it with gzip"),
        ([0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z'], "compressed with xz: unpack it, or compress it with gzip"),
        ("BZh"u8.ToArray(), "compressed with bzip2: unpack it, or compress it with gzip"),
        ([(byte)'7', (byte)'z', 0xBC, 0xAF], "a 7z archive: unpack it"),
        ("%PDF"u8.ToArray(), "a PDF: export the data as CSV"),
    ];

    /// <summary>What the content is and what to do; null if it may be text of CSV or XML.</summary>
    /// <param name="head">The first bytes, decompressed.</param>
    public static string? Describe(ReadOnlySpan<byte> head)
    {
        foreach (var (begins, what) in Signatures)
            if (head.StartsWith(begins)) return what;
        if (head.Length > 90 && (head[..90].IndexOf("RECORD"u8) >= 0 && head[..90].IndexOf("V1.00"u8) >= 0))
            return "DLIS: export the logs as CSV";
        return LasVersion(Encoding.Latin1.GetString(head)) is { } version
            ? $"LAS {version}: LAS is not read. Export the log as CSV with a time column, or as WITSML 1.4.1.1; a log by depth needs "
                + "time.depthColumn and time.rateColumn in a mapping (docs/formats/replay-csv.md)" : null;
    }

    // A LAS file begins with its section ~Version; comments may precede it.
    private static string? LasVersion(string text)
    {
        var version = "";
        var isLas = false;
        foreach (var raw in text.Replace('\r', '\n').Split('\n'))
        {
            var line = raw.TrimStart('\uFEFF', '\u00EF', '\u00BB', '\u00BF', ' ', '\t').TrimEnd();
            if (line.Length == 0 || line[0] == '#') continue;
            if (!isLas && !line.StartsWith("~V", StringComparison.OrdinalIgnoreCase)) return null;
            isLas = true;
            if (!line.StartsWith("VERS", StringComparison.OrdinalIgnoreCase)) continue;
            var value = line[(line.IndexOf('.', StringComparison.Ordinal) + 1)..].Split(':')[0].Trim();
            version = value.Split(' ', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault() ?? "";
            break;
        }
        return isLas ? version : null;
    }
}
