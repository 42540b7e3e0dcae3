using System.IO.Compression;
using System.Text;
using Maintenance.Ingest.Formats;

namespace Maintenance.Ingest.Tests.Formats;

/// <summary>Payloads in an encoding that no format has are named, not taken for bad JSON, CSV or records.</summary>
public sealed class ForeignEncodingTests : IDisposable
{
    private const string Csv = "asset,time,rpm\nD1,1777896000,1\n";
    private readonly IngestHarness _harness = new();

    public static TheoryData<string, string> Encodings => new()
    {
        { "utf-16", "UTF-16 (byte-order mark)" }, { "utf-16BE", "UTF-16 (byte-order mark)" }, { "utf-32", "UTF-32" },
        { "utf-16 bare", "every second byte is zero" }, { "gzip", "compressed (gzip)" }, { "zlib", "compressed (zlib)" },
        { "zip", "zip archive" },
    };

    public void Dispose() => _harness.Dispose();

    [Theory]
    [MemberData(nameof(Encodings))]
    public async Task It_is_named_with_what_to_send(string encoding, string found)
    {
        foreach (var format in PayloadFormats.All)
        {
            var result = await _harness.AcceptAsync(format, Encode(encoding), asset: "D1");

            (result.Accepted, result.Rejected).ShouldBe((0, 1));
            result.Rejections[0].Detail.ShouldContain(found);
            result.Rejections[0].Detail.ShouldContain("send");
        }
        _harness.Log.Letters.Count.ShouldBe(PayloadFormats.All.Count);
    }

    private static byte[] Encode(string encoding)
    {
        var utf8 = Encoding.UTF8.GetBytes(Csv);
        using var bytes = new MemoryStream();
        switch (encoding)
        {
            case "gzip":
                using (var gzip = new GZipStream(bytes, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(utf8);
                return bytes.ToArray();
            case "zlib":
                using (var zlib = new ZLibStream(bytes, CompressionLevel.Optimal, leaveOpen: true)) zlib.Write(utf8);
                return bytes.ToArray();
            case "zip":
                using (var zip = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
                using (var entry = zip.CreateEntry("a.csv").Open()) entry.Write(utf8);
                return bytes.ToArray();
            case "utf-16 bare":
                return Encoding.Unicode.GetBytes(Csv);
            default:
                var text = Encoding.GetEncoding(encoding);
                return [.. text.GetPreamble(), .. text.GetBytes(Csv)];
        }
    }
}
