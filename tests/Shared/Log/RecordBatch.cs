using System.Text;
using Maintenance.Core.Ports;

namespace Maintenance.Tests.Log;

/// <summary>Records of one topic to append together.</summary>
internal sealed class RecordBatch(string topic) : IAppendBatch
{
    private readonly List<(ReadOnlyMemory<byte> Key, ReadOnlyMemory<byte> Value)> _records = [];

    /// <summary>Reasons by record.</summary>
    public Dictionary<int, string> Refused { get; } = [];

    public int Count => _records.Count;

    public void Add(string key, ReadOnlyMemory<byte> value) => Add(Encoding.UTF8.GetBytes(key), value);

    public void Add(ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value) => _records.Add((key, value));

    public string Topic(int index) => topic;

    public ReadOnlyMemory<byte> Key(int index) => _records[index].Key;

    public ReadOnlyMemory<byte> Value(int index) => _records[index].Value;

    public void Refuse(int index, string reason) => Refused[index] = reason;
}
