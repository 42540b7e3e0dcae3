using Polly;
using Polly.Retry;

namespace Maintenance.Simulator.Mqtt;

/// <summary>
/// Maintains a connection to the broker.
/// <para>Failure strategy: a broken connection is reopened, forever, with exponential backoff and jitter within the bounds of
/// <see cref="MqttLinkOptions"/>, and resubscribed each time. The link does not track what was in flight; the publisher decides whether
/// to send it again.</para>
/// <para>Threading: one loop opens and watches the connection and raises the events, one at a time.</para>
/// </summary>
internal sealed class MqttLink : IAsyncDisposable
{
    private readonly MqttLinkOptions _options;
    private readonly MQTTnet.MqttClientOptions _client;
    private readonly MqttSubscription? _subscription;
    private readonly ResiliencePipeline _attempts;
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _first = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Task _run = Task.CompletedTask;

    /// <exception cref="IOException">The CA file cannot be read.</exception>
    public MqttLink(MqttLinkOptions options, TimeProvider clock, MqttSubscription? subscription = null)
    {
        _options = options;
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
                broke = new MqttLinkException(await connection.Broken.WaitAsync(_stop.Token));
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
