using System.Text;
using Maintenance.Core.Ports;

namespace Maintenance.Contracts.Tests.Log;

/// <summary>Texts to append together to the topic of telemetry.</summary>
internal sealed class TextBatch((string Key, string Text)[] records) : IAppendBatch
{
    /// <summary>Reasons by record.</summary>
    public Dictionary<int, string> Refused { get; } = [];

    public int Count => records.Length;

    public string Topic(int index) => LogProbe.Topic;

    public ReadOnlyMemory<byte> Key(int index) => Encoding.UTF8.GetBytes(records[index].Key);

    public ReadOnlyMemory<byte> Value(int index) => Encoding.UTF8.GetBytes(records[index].Text);

    public void Refuse(int index, string reason) => Refused[index] = reason;
}
