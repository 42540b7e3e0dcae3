using System.Buffers.Binary;
using System.Numerics;

namespace Maintenance.Core.Telemetry;

/// <summary>
/// CRC-32C (Castagnoli, reflected, as in iSCSI RFC 3720 and Kafka's record batches); uses the hardware instruction where available.
/// </summary>
public static class Crc32C
{
    /// <summary>Checksum of <paramref name="data"/>; of "123456789" it is 0xE3069283.</summary>
    public static uint Compute(ReadOnlySpan<byte> data)
    {
        var crc = uint.MaxValue;
        while (data.Length >= 8)
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(data));
            data = data[8..];
        }
        foreach (var b in data) crc = BitOperations.Crc32C(crc, b);
        return ~crc;
    }
}
