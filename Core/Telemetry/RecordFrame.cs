using System.Buffers.Binary;

namespace Maintenance.Core.Telemetry;

/// <summary>
/// What a record's header says about its extent, so that several records can follow each other in one payload.
/// Nothing else is checked; <see cref="TelemetryRecordView.TryDecode"/> does that.
/// </summary>
/// <param name="Status">
/// <see cref="DecodeStatus.Ok"/> when all its bytes are present; <see cref="DecodeStatus.NotARecord"/>,
/// <see cref="DecodeStatus.UnknownVersion"/>,
/// <see cref="DecodeStatus.Truncated"/>, or <see cref="DecodeStatus.Inconsistent"/> for an impossible length.
/// </param>
/// <param name="Version">Version byte; 0 where the bytes end before it or are not a record.</param>
/// <param name="Bytes">Length stated by the record, bytes; 0 where the bytes end before it or are not a record of this version.</param>
public readonly record struct RecordFrame(DecodeStatus Status, byte Version, int Bytes)
{
    /// <summary>Reads the frame of the record that begins at the first byte; others may follow it.</summary>
    /// <param name="bytes">At least one byte. Fewer than four are checked against the start of the magic number.</param>
    public static RecordFrame Read(ReadOnlySpan<byte> bytes)
    {
        Span<byte> magic = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(magic, TelemetryCodecV1.Magic);
        var there = Math.Min(magic.Length, bytes.Length);
        if (!bytes[..there].SequenceEqual(magic[..there])) return new(DecodeStatus.NotARecord, 0, 0);
        if (bytes.Length < TelemetryCodecV1.MinRecordBytes) return new(DecodeStatus.Truncated, 0, 0);
        var version = bytes[TelemetryCodecV1.VersionAt];
        if (version != TelemetryCodecV1.Version) return new(DecodeStatus.UnknownVersion, version, 0);
        var stated = BinaryPrimitives.ReadInt32LittleEndian(bytes[TelemetryCodecV1.RecordBytesAt..]);
        if (stated is < TelemetryCodecV1.MinRecordBytes or > TelemetryCodecV1.MaxRecordBytes)
            return new(DecodeStatus.Inconsistent, version, stated);
        return new(stated <= bytes.Length ? DecodeStatus.Ok : DecodeStatus.Truncated, version, stated);
    }
}
