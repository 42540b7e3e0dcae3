using MQTTnet;
using MQTTnet.Adapter;
using MQTTnet.Exceptions;
using Polly;
using Polly.Retry;

namespace Maintenance.Ingest.Sources.ExternalBroker;

/// <summary>
/// Keeps one MQTT client connected until stopped: delays grow with each failed attempt and with each connection that does
/// not last, up to <c>Mqtt:ReconnectMaxDelay</c>. A session that another client took is taken back only after a minute or more.
/// Threading: one loop, which also raises <see cref="Lost"/>.
/// </summary>
internal sealed class BrokerConnector : IDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(10);

    // Two clients with one id would keep disconnecting each other; this is long enough for a person to see which one works.
    private static readonly TimeSpan TakenOverPause = TimeSpan.FromMinutes(1);

    // Not every broker says that a session was taken over. So many connections in a row that it accepted and soon ended mean the same.
    private const int SuspiciousEnds = 3;

    private readonly IMqttClient _client;
    private readonly MqttClientOptions _options;
    private readonly TimeProvider _clock;
    private readonly ResiliencePipeline _retry;
    private TaskCompletionSource<MqttClientDisconnectedEventArgs> _ended = new();
    private int _shortConnections;

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
            // Null leaves the delay to the growing ones.
            DelayGenerator = attempt => ValueTask.FromResult<TimeSpan?>(
                attempt.Outcome.Exception is ConnectionLostException { IsTakenOver: true }
                    ? (maxPause > TakenOverPause ? maxPause : TakenOverPause) * (1 + Random.Shared.NextDouble()) : null),
            OnRetry = attempt =>
            {
                Lost?.Invoke($"{attempt.Outcome.Exception!.Message}; next attempt in {attempt.RetryDelay.TotalSeconds:0.#} s");
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
        var isShort = _clock.GetElapsedTime(started) < StableAfter;
        _shortConnections = isShort ? _shortConnections + 1 : 0;
        if (end.Reason == MqttClientDisconnectReason.SessionTakenOver)
            throw new ConnectionLostException($"another client took the session of client id '{_options.ClientId}' (Mqtt:ClientId); give "
                + "each installation an id of its own", isTakenOver: true);
        if (_shortConnections >= SuspiciousEnds && !SaysWhy(end))
            throw new ConnectionLostException($"the broker accepts connections and ends them at once, {_shortConnections} in a row: "
                + $"probably another client uses the same client id '{_options.ClientId}' (Mqtt:ClientId); give each installation an id of "
                + "its own", isTakenOver: true);
        if (isShort) throw new ConnectionLostException(Describe(end));
        Lost?.Invoke(Describe(end));
    }

    private Task OnDisconnected(MqttClientDisconnectedEventArgs end)
    {
        _ended.TrySetResult(end);
        return Task.CompletedTask;
    }

    // The library's words for a connection that ends without a reason of the broker.
    private static bool SaysWhy(MqttClientDisconnectedEventArgs end) =>
        end.Reason is not (MqttClientDisconnectReason.NormalDisconnection or MqttClientDisconnectReason.UnspecifiedError);

    private static string Describe(MqttClientDisconnectedEventArgs end) => SaysWhy(end)
        ? $"the broker ended the connection: {end.Reason} {end.ReasonString}".TrimEnd()
        : $"the connection ended{(end.Exception is null ? "" : $": {Innermost(end.Exception)}")}";

    private static string Innermost(Exception error) => error.GetBaseException().Message;
}
