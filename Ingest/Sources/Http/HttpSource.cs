using Maintenance.Core.Ports;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Intake;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Sources.Http;

/// <summary>
/// Telemetry in the bodies of <c>POST /api/v1/telemetry</c>; the answer is the acknowledgement. Bounded: so many requests at once, one
/// payload each.
/// <para>Failure strategy: while the log does not take a request in time, it is answered 503, and the client sends it again.</para>
/// <para>Threading: any.</para>
/// </summary>
internal sealed partial class HttpSource(TelemetryIngestor ingestor, IOptions<IngestOptions> options, TimeProvider clock,
    ILogger<HttpSource> logger)
    : ITelemetrySource, IDisposable
{
    private const int RetryAfterSeconds = 2;

    private readonly SemaphoreSlim _places = new(options.Value.MaxConcurrentRequests);
    private volatile bool _runs;

    public string? Complaint => _runs ? null : "no telemetry is taken over HTTP";

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
            // All places free: no request is being worked on.
            for (; free < options.Value.MaxConcurrentRequests; free++) await _places.WaitAsync(cancellationToken);
        }
        finally
        {
            if (free > 0) _places.Release(free);
        }
    }

    public void Dispose() => _places.Dispose();

    /// <summary>Answers one request.</summary>
    public async Task HandleAsync(HttpContext context)
    {
        var received = clock.GetUtcNow();
        using var patience = new CancellationTokenSource(options.Value.RequestTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            await _places.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            var limit = options.Value.MaxConcurrentRequests;
            await AnswerUnavailableAsync(context, "busy", $"{limit} requests are being worked on (Ingest:MaxConcurrentRequests)");
            return;
        }
        try
        {
            if (_runs) await TakeAsync(context, received);
            else await AnswerUnavailableAsync(context, "busy", "this process takes no telemetry now: it starts or stops");
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task TakeAsync(HttpContext context, DateTimeOffset received)
    {
        var format = PayloadFormats.FromContentType(context.Request.ContentType);
        using var body = await RequestBody.ReadAsync(context, options.Value.MaxPayloadBytes);
        using var patience = new CancellationTokenSource(options.Value.RequestTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
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

    [LoggerMessage(2101, LogLevel.Warning, "A request was answered 503: the telemetry log did not take its readings")]
    private partial void LogCannotAppend(Exception error);
}
