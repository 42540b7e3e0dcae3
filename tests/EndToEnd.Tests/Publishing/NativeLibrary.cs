using System.Buffers.Binary;

namespace Maintenance.EndToEnd.Tests.Publishing;

/// <summary>What a program file says of the system it was made for.</summary>
internal static class NativeLibrary
{
    private const int DosHeader = 0x3C; // offset of the offset of the PE header

    /// <summary>Runtime identifiers a library serves; empty for what is no native library (managed assemblies too).</summary>
    public static string[] SystemsOf(string path)
    {
        Span<byte> head = stackalloc byte[4096];
        using var file = File.OpenRead(path);
        head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        if (head.Length < 64) return [];
        if (head[..4].SequenceEqual("\u007fELF"u8))
            return [$"linux-{(BinaryPrimitives.ReadUInt16LittleEndian(head[18..]) switch { 0x3E => "x64", 0xB7 => "arm64", var m => $"{m:X}" })}"];
        if (head[..2].SequenceEqual("MZ"u8)) return OfPortableExecutable(head);
        return BinaryPrimitives.ReadUInt32BigEndian(head) switch
        {
            0xCAFE_BABE => ["osx-x64", "osx-arm64"], // several architectures in one
            0xCFFA_EDFE =>
                [$"osx-{(BinaryPrimitives.ReadUInt32LittleEndian(head[4..]) switch { 0x0100_0007 => "x64", 0x0100_000C => "arm64", var m => $"{m:X}" })}"],
            _ => [],
        };
    }

    private static string[] OfPortableExecutable(ReadOnlySpan<byte> head)
    {
        var pe = BinaryPrimitives.ReadInt32LittleEndian(head[DosHeader..]);
        var optional = pe + 24;
        var isPe32Plus = BinaryPrimitives.ReadUInt16LittleEndian(head[optional..]) == 0x20B;
        var cliHeader = optional + (isPe32Plus ? 112 : 96) + (14 * 8); // the fifteenth data directory
        if (BinaryPrimitives.ReadUInt32LittleEndian(head[cliHeader..]) != 0) return [];
        return [$"win-{(BinaryPrimitives.ReadUInt16LittleEndian(head[(pe + 4)..]) switch { 0x8664 => "x64", 0xAA64 => "arm64", 0x14C => "x86", var m => $"{m:X}" })}"];
    }
}
