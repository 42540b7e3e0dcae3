using System.Numerics;
using Confluent.Kafka;

namespace Maintenance.Store.Log.Kafka;

/// <summary>Copies the consumer's data into one reusable buffer and returns its length: nothing is allocated per record.</summary>
internal sealed class ScratchDeserializer : IDeserializer<int>
{
    private byte[] _bytes = new byte[4096];

    public ReadOnlySpan<byte> Bytes(int length) => _bytes.AsSpan(0, length);

    public int Deserialize(ReadOnlySpan<byte> data, bool isNull, SerializationContext context)
    {
        if (data.Length > _bytes.Length) _bytes = new byte[BitOperations.RoundUpToPowerOf2((uint)data.Length)];
        data.CopyTo(_bytes);
        return data.Length;
    }
}
