using System.Runtime.InteropServices;
using Confluent.Kafka;

namespace Maintenance.Store.Log.Kafka;

/// <summary>
/// Passes bytes to the producer, which copies them before its call returns: an array that spans exactly the memory is passed as is, any
/// other memory is copied.
/// </summary>
internal sealed class BytesSerializer : ISerializer<ReadOnlyMemory<byte>>
{
    public static readonly BytesSerializer Instance = new();

    public byte[] Serialize(ReadOnlyMemory<byte> data, SerializationContext context) =>
        MemoryMarshal.TryGetArray(data, out var segment) && segment.Offset == 0 && segment.Array!.Length == segment.Count
            ? segment.Array : data.ToArray();
}
