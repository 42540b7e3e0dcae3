using System.Buffers;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace Maintenance.Simulator.Mqtt;

/// <summary>
/// One connection from CONNECT to its end, over a client of its own, so that nothing of an earlier connection can touch a later one.
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
            Break(end.Exception?.GetBaseException().Message
                ?? (end.ReasonString is { Length: > 0 } said ? $"{end.Reason}: {said}" : end.Reason.ToString()));
            return Task.CompletedTask;
        };
        if (subscription is null) return;
        _client.ApplicationMessageReceivedAsync += received =>
        {
            subscription.OnMessage(received.ApplicationMessage.Topic, received.ApplicationMessage.Payload);
            return Task.CompletedTask;
        };
    }

    /// <summary>Most QoS 1 publications the broker takes before it has acknowledged one of them.</summary>
    public int ReceiveMaximum { get; private set; }

    /// <summary>Completes, with the reason, when the connection is at its end.</summary>
    public Task<string> Broken => _broken.Task;

    /// <summary>Connects and subscribes.</summary>
    /// <exception cref="MqttLinkException">The broker refused.</exception>
    /// <exception cref="MqttCommunicationException">It cannot be reached.</exception>
    public static async Task<MqttConnection> OpenAsync(MqttClientOptions options, MqttSubscription? subscription,
        CancellationToken cancellationToken)
    {
        var connection = new MqttConnection(subscription);
        try
        {
            var answer = await connection._client.ConnectAsync(options, cancellationToken);
            if (answer.ResultCode != MqttClientConnectResultCode.Success)
                throw new MqttLinkException($"it refused the connection: {answer.ResultCode} {answer.ReasonString}".TrimEnd());
            connection.ReceiveMaximum = answer.ReceiveMaximum ?? ushort.MaxValue;
            if (subscription is not null) await connection.SubscribeAsync(subscription.Filter, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Publishes; every fault is in the task, and none outlives the connection.</summary>
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

    /// <summary>Ends the connection; whoever waits for an acknowledgement on it learns so. Again: no effect.</summary>
    public void Break(string reason)
    {
        if (_broken.TrySetResult(reason)) _alive.Cancel();
    }

    /// <summary>Says goodbye to the broker if it still listens.</summary>
    public async ValueTask DisposeAsync()
    {
        await _client.TryDisconnectAsync(MqttClientDisconnectOptionsReason.NormalDisconnection);
        Break("closed");
        _client.Dispose();
        _alive.Dispose();
    }

    private async Task SubscribeAsync(string filter, CancellationToken cancellationToken)
    {
        var answer = await _client.SubscribeAsync(filter, MqttQualityOfServiceLevel.AtLeastOnce, cancellationToken);
        foreach (var item in answer.Items)
            if (item.ResultCode > MqttClientSubscribeResultCode.GrantedQoS2)
                throw new MqttLinkException($"it refused the subscription '{filter}': {item.ResultCode}");
    }
}

/// <summary>What a link listens to.</summary>
/// <param name="Filter">Topic filter.</param>
/// <param name="OnMessage">Takes topic and payload, which is valid during the call only; must not block.</param>
internal sealed record MqttSubscription(string Filter, Action<string, ReadOnlySequence<byte>> OnMessage);
