using System.Collections.Frozen;
using System.IO.Compression;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace Maintenance.Dashboard.Bundle;

/// <summary>
/// The browser bundle, embedded in this assembly. All files are served from one folder named after their combined digest, so they can be
/// cached forever and refer to each other by relative path. Compressed once, at start.
/// </summary>
internal sealed class BundleFiles
{
    public const string RoutePrefix = "/assets";
    private const string ResourcePrefix = "dist/";

    public BundleFiles(Assembly assembly)
    {
        var files = new Dictionary<string, BundleFile>(StringComparer.Ordinal);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var resource in assembly.GetManifestResourceNames().Where(n => n.StartsWith(ResourcePrefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal))
        {
            var bytes = Read(assembly, resource);
            digest.AppendData(Encoding.UTF8.GetBytes(resource));
            digest.AppendData(bytes);
            files[resource[ResourcePrefix.Length..].Replace('\\', '/')] = new BundleFile(bytes, Compress(bytes), ContentTypeOf(resource));
        }
        Files = files.ToFrozenDictionary(StringComparer.Ordinal);
        Version = Convert.ToHexStringLower(digest.GetHashAndReset().AsSpan(0, 8));
    }

    public FrozenDictionary<string, BundleFile> Files { get; }

    public string Version { get; }

    public bool IsPresent => Files.ContainsKey("main.js");

    public string UrlOf(string file) => $"{RoutePrefix}/{Version}/{file}";

    private static byte[] Read(Assembly assembly, string resource)
    {
        using var stream = assembly.GetManifestResourceStream(resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var brotli = new BrotliStream(output, new BrotliCompressionOptions { Quality = 5 })) brotli.Write(bytes);
        return output.ToArray();
    }

    private static string ContentTypeOf(string name) => Path.GetExtension(name) switch
    {
        ".js" => "text/javascript; charset=utf-8",
        ".css" => "text/css; charset=utf-8",
        ".map" or ".json" => "application/json",
        ".svg" => "image/svg+xml",
        _ => "application/octet-stream",
    };
}
