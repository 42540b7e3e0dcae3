namespace Maintenance.Dashboard.Bundle;

/// <summary>One file of the bundle, plain and compressed with Brotli.</summary>
internal sealed record BundleFile(byte[] Bytes, byte[] Compressed, string ContentType);
