using System.Buffers;
using System.Numerics;
using MQTTnet;
using MQTTnet.Protocol;

namespace Maintenance.Simulator.Mqtt;

/// <summary>
/// One of a publisher's places: a message with its bytes, used again and again. Threading: whoever took it from the publisher owns it.
/// </summary>
internal sealed class MqttPublication
{
    private readonly MqttApplicationMessage _message = new() { QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce };
    private readonly Action _completed;
    private byte[] _payload = [];
    private Task<MqttClientPublishResult>? _publishing;

    public MqttPublication(Action<MqttPublication> completed) => _completed = () => completed(this);

    /// <summary>Connection it was last published on.</summary>
    public MqttConnection? Connection { get; set; }

    /// <summary>Why it is unknown whether the broker has it; null when the broker answered.</summary>
    public string? Fault => _publishing!.IsCompletedSuccessfully ? null : _publishing.Exception?.GetBaseException().Message ?? "closed";

    /// <summary>Why the broker refused it; null when it took it.</summary>
    public string? Refusal
    {
        get
        {
            var answer = _publishing!.GetAwaiter().GetResult(); // it is complete
            return answer.IsSuccess ? null : $"{answer.ReasonCode} {answer.ReasonString}".TrimEnd();
        }
    }

    public void Fill(string topic, ReadOnlySpan<byte> payload)
    {
        if (_payload.Length < payload.Length) _payload = new byte[BitOperations.RoundUpToPowerOf2((uint)payload.Length)];
        payload.CopyTo(_payload);
        _message.Topic = topic;
        _message.Payload = new ReadOnlySequence<byte>(_payload, 0, payload.Length);
    }

    /// <summary>Publishes; the owner is called from a thread of the pool once it is known what became of it.</summary>
    public void Start()
    {
        _publishing = Connection!.PublishAsync(_message);
        _publishing.ConfigureAwait(ConfigureAwaitOptions.None).GetAwaiter().UnsafeOnCompleted(_completed);
    }
}
