using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Intake;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Sources.Http;

/// <summary>
/// Telemetry in the bodies of <c>POST /api/v1/telemetry</c>; the response is the acknowledgement. Concurrent requests are limited, one
/// payload each.
/// <para>Failure strategy: a request that the log does not accept in time is answered 503, and the client resends it.</para>
/// <para>Threading: any.</para>
/// </summary>
internal sealed partial class HttpSource(TelemetryIngestor ingestor, IOptions<IngestOptions> options, TimeProvider clock,
    ILogger<HttpSource> logger)
    : ITelemetrySource, IDisposable
{
    private const int RetryAfterSeconds = 2;

    private readonly SemaphoreSlim _slots = new(options.Value.MaxConcurrentRequests);
    private volatile bool _runs;

    public string? Complaint => _runs ? null : "HTTP ingestion is not running";

    public Task Completion => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken)
    {
        _runs = true;
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _runs = false;
        var free = 0;
        try
        {
            // All slots free: no request is in progress.
            for (; free < options.Value.MaxConcurrentRequests; free++) await _slots.WaitAsync(cancellationToken);
        }
        finally
        {
            if (free > 0) _slots.Release(free);
        }
    }

    public void Dispose() => _slots.Dispose();

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var received = clock.GetUtcNow();
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        try
        {
            await _slots.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            var limit = options.Value.MaxConcurrentRequests;
            await AnswerUnavailableAsync(context, "busy", $"{limit} requests in progress (Ingest:MaxConcurrentRequests); retry later");
            return;
        }
        try
        {
            if (_runs) await TakeAsync(context, received);
            else await AnswerUnavailableAsync(context, "busy", "this process is starting or stopping; retry later");
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task TakeAsync(HttpContext context, DateTimeOffset received)
    {
        var format = PayloadFormats.FromContentType(context.Request.ContentType);
        using var body = await RequestBody.ReadAsync(context, options.Value.MaxPayloadBytes);
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        var batch = ingestor.RentBatch();
        try
        {
            batch.Received(received);
            ingestor.Decode(format, body.Bytes, SourceOf(context), batch, body.Total);
            await ingestor.CommitAsync(batch, either.Token);
            await AnswerAsync(context, StatusOf(batch, format, body.Total), IngestAnswer.From(batch.ToResult()));
        }
        catch (LogException error)
        {
            LogCannotAppend(error);
            await AnswerUnavailableAsync(context, "log-unavailable", error.Message);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            var seconds = options.Value.RequestTimeout.TotalSeconds;
            await AnswerUnavailableAsync(context, "log-unavailable",
                $"the telemetry log did not confirm within {seconds:0.#} s (Ingest:RequestTimeout)");
        }
        finally
        {
            ingestor.ReturnBatch(batch);
        }
    }

    private static SourceContext SourceOf(HttpContext context)
    {
        var asset = context.Request.Query["asset"].ToString();
        // "replay": a recording, whose event times may be of any age.
        var kind = string.Equals(context.Request.Query["source"], "replay", StringComparison.Ordinal) ? SourceKind.Replay : SourceKind.Live;
        return new SourceContext(kind, $"http {context.Connection.RemoteIpAddress}", asset.Length > 0 ? asset : null);
    }

    private int StatusOf(IngestBatch batch, PayloadFormat? format, long total)
    {
        if (total > options.Value.MaxPayloadBytes) return StatusCodes.Status413PayloadTooLarge;
        if (format is null) return StatusCodes.Status415UnsupportedMediaType;
        return batch.Accepted == 0 && batch.Rejected > 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
    }

    private static Task AnswerUnavailableAsync(HttpContext context, string reason, string detail)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString();
        return AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, IngestAnswer.Unavailable(reason, detail));
    }

    private static Task AnswerAsync(HttpContext context, int status, IngestAnswer answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, IngestAnswerJson.Default.IngestAnswer, contentType: null, context.RequestAborted);
    }

    [LoggerMessage(2101, LogLevel.Warning, "A request was answered 503: its readings could not be appended to the telemetry log")]
    private partial void LogCannotAppend(Exception error);
}
