using System.Buffers.Binary;

namespace Maintenance.Core.Log;

/// <summary>
/// MurmurHash2 with Kafka's seed: the partition of a key is <c>(hash &amp; 0x7fffffff) % partitions</c>, as in Kafka's default partitioner,
/// so that both log engines and foreign producers place an asset on the same partition.
/// Source: Kafka's public protocol notes; check vectors in the tests.
/// </summary>
public static class Murmur2
{
    /// <summary>Partition of a key.</summary>
    /// <param name="key">Key bytes (an asset id in UTF-8).</param>
    /// <param name="partitionCount">Number of partitions, ≥ 1.</param>
    public static int Partition(ReadOnlySpan<byte> key, int partitionCount) => (int)((Hash(key) & 0x7fff_ffff) % (uint)partitionCount);

    /// <summary>The 32-bit hash.</summary>
    public static uint Hash(ReadOnlySpan<byte> data)
    {
        const uint m = 0x5bd1_e995;
        var h = 0x9747_b28c ^ (uint)data.Length;
        while (data.Length >= 4)
        {
            var k = BinaryPrimitives.ReadUInt32LittleEndian(data) * m;
            k = (k ^ (k >> 24)) * m;
            h = (h * m) ^ k;
            data = data[4..];
        }
        if (data.Length > 2) h ^= (uint)data[2] << 16;
        if (data.Length > 1) h ^= (uint)data[1] << 8;
        if (data.Length > 0) h = (h ^ data[0]) * m;
        h = (h ^ (h >> 13)) * m;
        return h ^ (h >> 15);
    }
}
