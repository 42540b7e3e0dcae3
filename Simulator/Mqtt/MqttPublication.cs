using System.Buffers;
using System.Numerics;
using MQTTnet;
using MQTTnet.Protocol;

namespace Maintenance.Simulator.Mqtt;

/// <summary>
/// One of a publisher's slots: a reusable message with its buffer. Threading: owned by whoever took it from the publisher.
/// </summary>
internal sealed class MqttPublication
{
    private readonly MqttApplicationMessage _message = new() { QualityOfServiceLevel = MqttQualityOfServiceLevel.AtLeastOnce };
    private readonly Action _completed;
    private byte[] _payload = [];
    private Task<MqttClientPublishResult>? _publishing;

    public MqttPublication(Action<MqttPublication> completed) => _completed = () => completed(this);

    /// <summary>The connection it was last published on.</summary>
    public MqttConnection? Connection { get; set; }

    /// <summary>Why the broker did not answer, leaving delivery unknown; null if it answered.</summary>
    public string? Fault => _publishing!.IsCompletedSuccessfully ? null : _publishing.Exception?.GetBaseException().Message ?? "closed";

    /// <summary>Why the broker refused it; null if it was accepted.</summary>
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

    /// <summary>Publishes; the completion callback runs on a pool thread once the outcome is known.</summary>
    public void Start()
    {
        _publishing = Connection!.PublishAsync(_message);
        _publishing.ConfigureAwait(ConfigureAwaitOptions.None).GetAwaiter().UnsafeOnCompleted(_completed);
    }
}
