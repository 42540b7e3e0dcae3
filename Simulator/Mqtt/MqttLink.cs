using Polly;
using Polly.Retry;

namespace Maintenance.Simulator.Mqtt;

/// <summary>
/// Maintains a connection to the broker.
/// <para>Failure strategy: a broken connection is reopened, forever, with exponential backoff and jitter within the bounds of
/// <see cref="MqttLinkOptions"/>, and resubscribed each time; a session that another client took is taken back only after a minute or
/// more. The link does not track what was in flight; the publisher decides whether to send it again.</para>
/// <para>Threading: one loop opens and watches the connection and raises the events, one at a time.</para>
/// </summary>
internal sealed class MqttLink : IAsyncDisposable
{
    // Two clients with one id would keep disconnecting each other; this is long enough for a person to see which one works.
    private static readonly TimeSpan TakenOverPause = TimeSpan.FromMinutes(1);

    // Not every broker says that a session was taken over. So many short connections in a row, ended without a reason, mean the same.
    private const int SuspiciousEnds = 3;
    private static readonly TimeSpan StableAfter = TimeSpan.FromSeconds(10);

    private readonly TimeProvider _clock;
    private readonly MqttLinkOptions _options;
    private readonly MQTTnet.MqttClientOptions _client;
    private readonly MqttSubscription? _subscription;
    private readonly ResiliencePipeline _attempts;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _run = Task.CompletedTask;
    private int _shortConnections;

    /// <exception cref="IOException">The CA file cannot be read.</exception>
    public MqttLink(MqttLinkOptions options, TimeProvider clock, MqttSubscription? subscription = null)
    {
        (_options, _clock) = (options, clock);
        _client = options.ToClientOptions();
        _subscription = subscription;
        _attempts = new ResiliencePipelineBuilder { TimeProvider = clock }.AddRetry(new RetryStrategyOptions
        {
            ShouldHandle = new PredicateBuilder().Handle<MqttLinkException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = options.ReconnectMinDelay,
            MaxDelay = options.ReconnectMaxDelay,
            // Null leaves the delay to the growing ones.
            DelayGenerator = failed => ValueTask.FromResult<TimeSpan?>(failed.Outcome.Exception is MqttLinkException { IsTakenOver: true }
                ? TakenOverPause * (1 + Random.Shared.NextDouble()) : null),
            OnRetry = failed =>
            {
                Report(failed.Outcome.Exception!, failed.RetryDelay);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>A connection is up and subscribed.</summary>
    public event Action<MqttConnection>? Connected;

    /// <summary>A connection broke or an attempt failed: the reason and when it is retried, as text for people.</summary>
    public event Action<string>? Disconnected;

    /// <summary>Starts connecting; does not wait. Call once.</summary>
    public void Start() => _run = Task.Run(RunAsync);

    /// <summary>Starts, and completes once the first attempt has succeeded.</summary>
    /// <exception cref="MqttLinkException">The first attempt failed.</exception>
    public Task ConnectAsync(CancellationToken cancellationToken)
    {
        Start();
        return _first.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Disconnects from the broker and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _run;
        _stop.Dispose();
    }

    private async Task RunAsync()
    {
        MqttLinkException? broke = null;
        try
        {
            while (true)
            {
                // A lost connection counts as the first failed attempt, so a broker that accepts and drops connections is not hammered.
                var pending = broke;
                await using var connection = await _attempts.ExecuteAsync(token => Interlocked.Exchange(ref pending, null) is { } failure
                    ? throw failure : OpenAsync(token), _stop.Token);
                _first.TrySetResult();
                Connected?.Invoke(connection);
                var started = _clock.GetTimestamp();
                var reason = await connection.Broken.WaitAsync(_stop.Token);
                broke = EndOf(connection, reason, _clock.GetElapsedTime(started));
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            _first.TrySetCanceled();
        }
        catch (Exception error) // top of the loop: callers waiting for the connection must learn that there will be none
        {
            _first.TrySetException(error);
            Disconnected?.Invoke($"broker {_options.Host}:{_options.Port}: the link died: {error}");
        }
    }

    private MqttLinkException EndOf(MqttConnection connection, string reason, TimeSpan lasted)
    {
        _shortConnections = lasted < StableAfter && connection.IsUnexplained ? _shortConnections + 1 : 0;
        if (connection.IsTakenOver)
            return TakenOver($"another client took the session of client id '{_options.ClientId}'");
        return _shortConnections >= SuspiciousEnds
            ? TakenOver($"it accepts connections and ends them at once, {_shortConnections} in a row: probably another client uses the "
                + $"same client id '{_options.ClientId}'")
            : new MqttLinkException(reason);
    }

    private static MqttLinkException TakenOver(string what) => new($"{what}; give each client an id of its own") { IsTakenOver = true };

    private async ValueTask<MqttConnection> OpenAsync(CancellationToken stop)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(_options.ConnectTimeout);
        try
        {
            return await MqttConnection.OpenAsync(_client, _subscription, limit.Token);
        }
        // the library throws many types, and each means the attempt failed
        catch (Exception error) when (!stop.IsCancellationRequested && error is not MqttLinkException)
        {
            throw new MqttLinkException(limit.IsCancellationRequested
                ? $"no answer within {_options.ConnectTimeout.TotalSeconds:0.#} s" : error.GetBaseException().Message, error);
        }
    }

    private void Report(Exception failure, TimeSpan pause)
    {
        var broker = $"broker {_options.Host}:{_options.Port}: {failure.Message}";
        _first.TrySetException(new MqttLinkException($"No connection to the {broker}.", failure));
        _ = _first.Task.Exception; // observed here, since most callers do not await it
        Disconnected?.Invoke($"{broker}; next attempt in {pause.TotalSeconds:0.##} s");
    }
}
