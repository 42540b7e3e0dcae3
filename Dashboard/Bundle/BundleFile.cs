namespace Maintenance.Dashboard.Bundle;

/// <summary>One file of the bundle, uncompressed and Brotli-compressed.</summary>
internal sealed record BundleFile(byte[] Bytes, byte[] Compressed, string ContentType);
