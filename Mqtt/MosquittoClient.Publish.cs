using System.Text;
using Maintenance.Mqtt.Native;

namespace Maintenance.Mqtt;

public sealed partial class MosquittoClient
{
    /// <summary>Longest topic in UTF-8 bytes that <see cref="PublishAsync"/> takes.</summary>
    public const int MaxTopicBytes = 512;

    /// <summary>
    /// Publishes; completes when the broker acknowledged (QoS 1) or when the bytes were handed to the connection (QoS 0).
    /// Waits while <see cref="MosquittoClientOptions.MaxInFlight"/> publications are open. Steady state allocates nothing.
    /// </summary>
    /// <param name="topic">Topic name without wildcards, at most <see cref="MaxTopicBytes"/> bytes.</param>
    /// <param name="payload">Copied before the first await of the caller returns.</param>
    /// <param name="qos">Delivery guarantee.</param>
    /// <param name="cancellationToken">Stops waiting for a free place; once handed over, the message goes out.</param>
    /// <exception cref="MqttException">Refused by the library, connection lost (QoS 0 only), or client closed.</exception>
    public ValueTask PublishAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, CancellationToken cancellationToken) =>
        _inFlight.Wait(0, CancellationToken.None)
            ? Hand(topic, payload.Span, qos, retain: false)
            : PublishWhenFreeAsync(topic, payload, qos, cancellationToken);

    /// <summary>
    /// Publishes without waiting: false when too many publications are open or (QoS 0) there is no connection.
    /// Whether the broker got it is not told.
    /// </summary>
    public bool TryPublish(string topic, ReadOnlySpan<byte> payload, MqttQos qos)
    {
        if (_stopping || !_inFlight.Wait(0, CancellationToken.None)) return false;
        try
        {
            Forget(Hand(topic, payload, qos, retain: false));
            return true;
        }
        catch (MqttException)
        {
            return false;
        }
    }

    /// <summary>Publishes at QoS 1 a message that the broker keeps for later subscribers; completes at the broker's acknowledgement.</summary>
    public async ValueTask PublishRetainedAsync(string topic, ReadOnlyMemory<byte> payload, CancellationToken cancellationToken)
    {
        await _inFlight.WaitAsync(cancellationToken);
        await Hand(topic, payload.Span, MqttQos.AtLeastOnce, retain: true);
    }

    private static async void Forget(ValueTask publication)
    {
        try
        {
            await publication;
        }
        catch (MqttException)
        {
            // The caller of TryPublish asked not to be told; the connection's own events report the break.
        }
    }

    private async ValueTask PublishWhenFreeAsync(string topic, ReadOnlyMemory<byte> payload, MqttQos qos, CancellationToken cancellationToken)
    {
        await _inFlight.WaitAsync(cancellationToken);
        await Hand(topic, payload.Span, qos, retain: false);
    }

    /// <summary>Gives the message to the library; the caller holds one place of <c>_inFlight</c>, which is freed at completion or on refusal.</summary>
    private unsafe ValueTask Hand(string topic, ReadOnlySpan<byte> payload, MqttQos qos, bool retain)
    {
        var topicUtf8 = stackalloc byte[MaxTopicBytes + 1];
        if (!Encoding.UTF8.TryGetBytes(topic, new Span<byte>(topicUtf8, MaxTopicBytes), out var length)) return Refuse($"topic of more than {MaxTopicBytes} bytes");
        topicUtf8[length] = 0;
        int result;
        ValueTask completion = default;
        fixed (byte* bytes = payload)
        {
            lock (_publications.Sync)
            {
                if (_stopping) return Refuse("the client is closed");
                result = LibMosquitto.Publish(_native, out var messageId, topicUtf8, payload.Length, bytes, (int)qos, retain);
                // QoS 1 without a connection: the library has queued it and sends it after the next connect.
                if (result == MosquittoError.NoConnection && qos == MqttQos.AtLeastOnce) result = MosquittoError.Success;
                if (result == MosquittoError.Success)
                {
                    var publication = _publications.Rent(qos);
                    completion = publication.Task;
                    _publications.Register(messageId, publication);
                }
            }
        }
        if (result != MosquittoError.Success) return Refuse(LibMosquitto.Describe(result));
        Wake();
        return completion;

        ValueTask Refuse(string why)
        {
            _inFlight.Release();
            throw new MqttException($"Publishing to '{topic}' failed: {why}.");
        }
    }

    private void Finish(Publication publication, MqttException? error)
    {
        _inFlight.Release();
        if (error is null) publication.Complete();
        else publication.Fail(error);
    }
}
