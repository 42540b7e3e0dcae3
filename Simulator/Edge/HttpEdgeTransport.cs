using System.Buffers;
using System.Net;
using System.Net.Http.Headers;
using System.Threading.Channels;
using Maintenance.Core.Telemetry;
using Microsoft.Extensions.Logging;
using Polly;
using Polly.Retry;

namespace Maintenance.Simulator.Edge;

/// <summary>
/// Sends records over HTTP: one POST at a time of up to 1 MiB; a 200 acknowledges all of them. On any other response except 400, or a
/// broken connection, the same POST is retried forever, with exponential backoff and jitter; meanwhile the transport accepts nothing.
/// </summary>
internal sealed partial class HttpEdgeTransport : IEdgeTransport
{
    private const int MaxBytesPerPost = 1 << 20;
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan MaxPause = TimeSpan.FromSeconds(15);

    private readonly HttpClient _http;
    private readonly SimulatorPayload _payload;
    private readonly ResiliencePipeline<HttpStatusCode> _attempts;
    private readonly ArrayBufferWriter<byte> _body = new(MaxBytesPerPost);
    private readonly List<(int Asset, long Epoch, long First, long Last)> _batch = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly Channel<EdgeEvent> _events =
        Channel.CreateBounded<EdgeEvent>(new BoundedChannelOptions(100_000) { SingleReader = true });
    private Task _post = Task.CompletedTask;

    public HttpEdgeTransport(Uri address, string? token, SimulatorPayload payload, TimeProvider clock, ILogger logger)
    {
        _http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        if (token is not null) _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        _payload = payload;
        _attempts = new ResiliencePipelineBuilder<HttpStatusCode> { TimeProvider = clock }.AddRetry(new RetryStrategyOptions<HttpStatusCode>
        {
            ShouldHandle = new PredicateBuilder<HttpStatusCode>().HandleResult(s => !IsFinal(s)).Handle<HttpRequestException>()
                .Handle<TaskCanceledException>(),
            MaxRetryAttempts = int.MaxValue,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstPause,
            MaxDelay = MaxPause,
            OnRetry = failed =>
            {
                if (failed.Outcome.Exception is { } e) LogUnreachable(logger, address, e.Message, failed.RetryDelay.TotalSeconds);
                else LogRefused(logger, (int)failed.Outcome.Result, _batch.Count, failed.RetryDelay.TotalSeconds);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    public ChannelReader<EdgeEvent> Events => _events.Reader;

    public bool IsReady => _post.IsCompleted;

    public void Start() => _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Connected, 0, null));

    public bool TrySend(int asset, ReadOnlySpan<byte> record)
    {
        if (!IsReady || (_batch.Count > 0 && _body.WrittenCount + record.Length > MaxBytesPerPost)) return false;
        if (_payload == SimulatorPayload.V1)
        {
            _body.Write(record);
        }
        else
        {
            // Several JSON documents in one body: one per line (NDJSON).
            _body.Write(EdgeJson.Encode(record));
            _body.Write("\n"u8);
        }
        var identity = RecordIdentity.Of(record);
        _batch.Add((asset, identity.Epoch, identity.First, identity.First + identity.Readings - 1));
        return true;
    }

    public void Flush()
    {
        if (_batch.Count > 0 && IsReady) _post = PostAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _post.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _http.Dispose();
        _stop.Dispose();
        _events.Writer.TryComplete();
    }

    // 400: every reading of the POST was rejected and is a durable dead letter; sending it again would only repeat that.
    private static bool IsFinal(HttpStatusCode status) => status is HttpStatusCode.OK or HttpStatusCode.BadRequest;

    private async Task PostAsync()
    {
        try
        {
            var status = await _attempts.ExecuteAsync(PostOnceAsync, _stop.Token);
            Settle(rejected: status == HttpStatusCode.BadRequest);
        }
        finally
        {
            _batch.Clear();
            _body.ResetWrittenCount();
        }
    }

    private async ValueTask<HttpStatusCode> PostOnceAsync(CancellationToken cancellationToken)
    {
        using var content = new ReadOnlyMemoryContent(_body.WrittenMemory);
        content.Headers.ContentType = new MediaTypeHeaderValue(_payload == SimulatorPayload.V1
            ? Wire.TelemetryV1ContentType : "application/x-ndjson");
        using var response = await _http.PostAsync(Wire.TelemetryPath, content, cancellationToken);
        return response.StatusCode;
    }

    private void Settle(bool rejected)
    {
        foreach (var (asset, epoch, first, last) in _batch)
        {
            var acknowledgement = rejected
                ? new Acknowledgement(epoch, [], [(first, last, "answered 400")]) : new Acknowledgement(epoch, [(first, last)], []);
            _events.Writer.TryWrite(new EdgeEvent(EdgeEvent.EventKind.Acknowledged, asset, acknowledgement));
        }
    }

    [LoggerMessage(1110, LogLevel.Warning, "The host answered {Status} to a POST of {Records} records; retrying in "
        + "{Seconds} s")]
    private static partial void LogRefused(ILogger logger, int status, int records, double seconds);

    [LoggerMessage(1111, LogLevel.Warning, "The host at {Address} cannot be reached ({Reason}); retrying in {Seconds} s")]
    private static partial void LogUnreachable(ILogger logger, Uri address, string reason, double seconds);
}
