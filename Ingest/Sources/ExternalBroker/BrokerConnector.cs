using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using Polly;
using Polly.Retry;

namespace Maintenance.Ingest.Sources.ExternalBroker;

/// <summary>
/// Keeps one MQTT client connected until stopped: delays grow with each failed attempt and with each connection that does
/// not last, up to <c>Mqtt:ReconnectMaxDelay</c>. Threading: one loop, which also raises <see cref="Lost"/>.
/// </summary>
internal sealed class BrokerConnector : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    // Two clients with the same id keep disconnecting each other; a connection that lasted this long was not taken over.
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(10);

    private readonly IMqttClient _client;
    private readonly MqttClientOptions _options;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _retry;
    private TaskCompletionSource<MqttClientDisconnectedEventArgs> _ended = new();

    public BrokerConnector(IMqttClient client, MqttClientOptions options, TimeSpan maxPause, TimeProvider clock)
    {
        (_client, _options, _clock) = (client, options, clock);
        _client.DisconnectedAsync += OnDisconnected;
        _retry = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<ConnectionLostException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstPause < maxPause ? FirstPause : maxPause,
            MaxDelay = maxPause,
            OnRetry = attempt =>
            {
                Lost?.Invoke(attempt.Outcome.Exception!.Message);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>Raised with the reason when connecting fails or the connection ends; another attempt follows.</summary>
    public event Action<string>? Lost;

    /// <summary>Keeps the client connected; <paramref name="connected"/> runs on each new connection.</summary>
    /// <exception cref="OperationCanceledException">Stopped.</exception>
    public async Task RunAsync(Func<CancellationToken, Task> connected, CancellationToken stoppingToken)
    {
        while (true) await _retry.ExecuteAsync(async token => await KeepAsync(connected, token), stoppingToken);
    }

    public void Dispose() => _client.Dispose();

    private async Task KeepAsync(Func<CancellationToken, Task> connected, CancellationToken stoppingToken)
    {
        _ended = new TaskCompletionSource<MqttClientDisconnectedEventArgs>(TaskCreationOptions.RunContinuationsAsynchronously);
        var started = _clock.GetTimestamp();
        try
        {
            var result = await _client.ConnectAsync(_options, stoppingToken);
            if (result.ResultCode != MqttClientConnectResultCode.Success)
                throw new ConnectionLostException($"the broker refused the connection: {result.ResultCode} {result.ReasonString}");
            await connected(stoppingToken);
        }
        catch (Exception error) when (error is MqttCommunicationException or MqttConnectingFailedException or MqttProtocolViolationException
            or MqttClientDisconnectedException or IOException
            or System.Net.Sockets.SocketException or System.Security.Authentication.AuthenticationException
                or System.Security.Cryptography.CryptographicException)
        {
            throw new ConnectionLostException(Innermost(error), error);
        }
        var end = await _ended.Task.WaitAsync(stoppingToken);
        var why = Describe(end);
        if (_clock.GetElapsedTime(started) < StableAfter) throw new ConnectionLostException(why);
        Lost?.Invoke(why);
    }

    private Task OnDisconnected(MqttClientDisconnectedEventArgs end)
    {
        _ended.TrySetResult(end);
        return Task.CompletedTask;
    }

    private string Describe(MqttClientDisconnectedEventArgs end) => end.Reason switch
    {
        MqttClientDisconnectReason.SessionTakenOver =>
            $"another client connected with the same id '{_options.ClientId}'; give each installation its own Mqtt:ClientId",
        MqttClientDisconnectReason.NormalDisconnection or MqttClientDisconnectReason.UnspecifiedError =>
            $"the connection ended{(end.Exception is null ? "" : $": {Innermost(end.Exception)}")}; if this recurs, another "
                + $"client may be using the same id '{_options.ClientId}' (Mqtt:ClientId)",
        _ => $"the broker ended the connection: {end.Reason} {end.ReasonString}".TrimEnd(),
    };

    private static string Innermost(Exception error) => error.GetBaseException().Message;
}
