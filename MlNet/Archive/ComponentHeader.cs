using System.Buffers.Binary;
using System.Text;

namespace Maintenance.MlNet.Archive;

/// <summary>
/// The header of a component in an archive: 256 bytes that begin with <c>ML\0MODEL</c>, little-endian (docs/formats/mlnet.md). ML.NET
/// creates the component the header names.
/// </summary>
/// <param name="Loader">Signature of the loader that ML.NET would call.</param>
/// <param name="Alternative">Alternative signature under an older name; mostly empty.</param>
/// <param name="Assembly">Simple name of the assembly that holds the loader; empty when none is named.</param>
internal readonly record struct ComponentHeader(string Loader, string Alternative, string Assembly)
{
    private const int Size = 256;
    private const int LoaderAt = 0x50;
    private const int AlternativeAt = 0x68;
    private const int NameLength = 24;
    private const int AssemblyOffsetAt = 0x90;
    private const int AssemblyBytesAt = 0x98;

    /// <summary>Reads a header.</summary>
    /// <exception cref="ArchiveException">The bytes are not a header.</exception>
    public static ComponentHeader Read(string entry, ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < Size || !bytes.StartsWith("ML\0MODEL"u8))
            throw new ArchiveException($"entry '{entry}' does not begin as a component of ML.NET does.");
        var (offset, length) = (BinaryPrimitives.ReadInt64LittleEndian(bytes[AssemblyOffsetAt..]),
            BinaryPrimitives.ReadUInt32LittleEndian(bytes[AssemblyBytesAt..]));
        if (offset < 0 || offset > bytes.Length || length > bytes.Length - offset || length % 2 != 0)
            throw new ArchiveException($"entry '{entry}' names an assembly beyond its own end.");
        var assembly = Encoding.Unicode.GetString(bytes.Slice((int)offset, (int)length));
        return new ComponentHeader(Ascii(bytes.Slice(LoaderAt, NameLength)), Ascii(bytes.Slice(AlternativeAt, NameLength)),
            assembly.Split(',')[0].Trim());
    }

    private static string Ascii(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOf((byte)0);
        return Encoding.ASCII.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
