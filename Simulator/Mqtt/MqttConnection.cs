using System.Buffers;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace Maintenance.Simulator.Mqtt;

/// <summary>
/// One connection, from CONNECT to its end, with its own client, so that an earlier connection cannot affect a later one.
/// Threading: any; the message handler is called by one thread at a time.
/// </summary>
internal sealed class MqttConnection : IAsyncDisposable
{
    private static readonly MqttClientFactory Factory = new();

    private readonly IMqttClient _client = Factory.CreateMqttClient();
    private readonly CancellationTokenSource _alive = new();
    private readonly TaskCompletionSource<string> _broken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private MqttConnection(MqttSubscription? subscription)
    {
        _client.DisconnectedAsync += end =>
        {
            IsTakenOver = end.Reason == MqttClientDisconnectReason.SessionTakenOver;
            IsUnexplained = end.Reason is MqttClientDisconnectReason.NormalDisconnection or MqttClientDisconnectReason.UnspecifiedError;
            Break(end.Exception?.GetBaseException().Message
                ?? (end.ReasonString is { Length: > 0 } text ? $"{end.Reason}: {text}" : end.Reason.ToString()));
            return Task.CompletedTask;
        };
        if (subscription is null) return;
        _client.ApplicationMessageReceivedAsync += received =>
        {
            subscription.OnMessage(received.ApplicationMessage.Topic, received.ApplicationMessage.Payload);
            return Task.CompletedTask;
        };
    }

    /// <summary>Receive Maximum (MQTT 5): how many unacknowledged QoS 1 publications the broker accepts.</summary>
    public int ReceiveMaximum { get; private set; }

    /// <summary>True if the broker said that another client took the session.</summary>
    public bool IsTakenOver { get; private set; }

    /// <summary>True if the broker ended the connection without a reason.</summary>
    public bool IsUnexplained { get; private set; }

    /// <summary>Completes with the reason when the connection ends.</summary>
    public Task<string> Broken => _broken.Task;

    /// <summary>Connects and subscribes.</summary>
    /// <exception cref="MqttLinkException">The broker refused.</exception>
    /// <exception cref="MqttCommunicationException">The broker cannot be reached.</exception>
    public static async Task<MqttConnection> OpenAsync(MqttClientOptions options, MqttSubscription? subscription,
        CancellationToken cancellationToken)
    {
        var connection = new MqttConnection(subscription);
        try
        {
            var response = await connection._client.ConnectAsync(options, cancellationToken);
            if (response.ResultCode != MqttClientConnectResultCode.Success)
                throw new MqttLinkException($"it refused the connection: {response.ResultCode} {response.ReasonString}".TrimEnd());
            connection.ReceiveMaximum = response.ReceiveMaximum ?? ushort.MaxValue;
            if (subscription is not null) await connection.SubscribeAsync(subscription.Filter, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes. Every failure is reported through the task, which completes at the latest when the connection ends.</summary>
    public Task<MqttClientPublishResult> PublishAsync(MqttApplicationMessage message)
    {
        try
        {
            return _client.PublishAsync(message, _alive.Token);
        }
        catch (Exception error) when (error is MqttCommunicationException or ObjectDisposedException or OperationCanceledException)
        {
            return Task.FromException<MqttClientPublishResult>(error);
        }
    }

    /// <summary>Ends the connection and fails all pending publications. Idempotent.</summary>
    public void Break(string reason)
    {
        if (_broken.TrySetResult(reason)) _alive.Cancel();
    }

    /// <summary>Disconnects from the broker, if still connected.</summary>
    public async ValueTask DisposeAsync()
    {
        await _client.TryDisconnectAsync(MqttClientDisconnectOptionsReason.NormalDisconnection);
        Break("closed");
        _client.Dispose();
        _alive.Dispose();
    }

    private async Task SubscribeAsync(string filter, CancellationToken cancellationToken)
    {
        var response = await _client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken);
        foreach (var item in response.Items)
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2)
                throw new MqttLinkException($"it refused the subscription '{filter}': {item.ResultCode}");
    }
}

/// <summary>What a link subscribes to, and the handler of its messages.</summary>
/// <param name="Filter">Topic filter.</param>
/// <param name="OnMessage">Receives topic and payload; the payload is valid only during the call. Must not block.</param>
internal sealed record MqttSubscription(string Filter, Action<string, ReadOnlySequence<byte>> OnMessage);
