using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// Hands bytes to the producer, which copies them before its call returns: an array that is just the memory goes as it is, any other
/// memory by a copy.
/// </summary>
internal sealed class BytesSerializer : ISerializer<ReadOnlyMemory<byte>>
{
    public static readonly BytesSerializer Instance = new();

    public byte[] Serialize(ReadOnlyMemory<byte> data, SerializationContext context) =>
        MemoryMarshal.TryGetArray(data, out var segment) && segment.Offset == 0 && segment.Array!.Length == segment.Count
            ? segment.Array : data.ToArray();
}
