using System.Buffers;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Intake;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Sources.Http;

/// <summary>
/// Telemetry in the bodies of <c>POST /api/v1/telemetry</c>; the response is the acknowledgement. Bodies are received side by side, in
/// bounded memory; how many are decoded and appended at once is limited.
/// <para>Failure strategy: a request that the log does not accept in time is answered 503, and the client resends it.</para>
/// <para>Threading: any.</para>
/// </summary>
internal sealed partial class HttpSource(TelemetryIngestor ingestor, IOptions<IngestOptions> options, TimeProvider clock,
    ILogger<HttpSource> logger)
    : ITelemetrySource, IDisposable
{
    private const int RetryAfterSeconds = 2;

    private readonly SemaphoreSlim _slots = new(options.Value.MaxConcurrentRequests);
    private readonly BodyBudget _budget = new((long)options.Value.MaxConcurrentRequests * options.Value.MaxPayloadBytes);
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
        if (!_runs)
        {
            await AnswerUnavailableAsync(context, "busy", "this process is starting or stopping; retry later");
            return;
        }
        if (ExplainParameters(context.Request.Query) is { } unknown)
        {
            await AnswerAsync(context, StatusCodes.Status400BadRequest, IngestAnswer.Unavailable("bad-request", unknown));
            return;
        }
        try
        {
            // A sender takes one of the few places only when its body has arrived: a slow one holds up nobody.
            using var body = await RequestBody.ReadAsync(context, options.Value.MaxPayloadBytes, _budget, clock);
            await TakeInTurnAsync(context, body, received);
        }
        catch (BodyRefusedException refused) when (refused.Status == StatusCodes.Status503ServiceUnavailable)
        {
            await AnswerUnavailableAsync(context, refused.Reason, refused.Message);
        }
        catch (BodyRefusedException refused)
        {
            context.Response.Headers.Connection = "close";
            await AnswerAsync(context, refused.Status, IngestAnswer.Unavailable(refused.Reason, refused.Message));
        }
    }

    private async Task TakeInTurnAsync(HttpContext context, RequestBody body, DateTimeOffset received)
    {
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
            if (_runs) await TakeAsync(context, body, received);
            else await AnswerUnavailableAsync(context, "busy", "this process is starting or stopping; retry later");
        }
        finally
        {
            _slots.Release();
        }
    }

    private async Task TakeAsync(HttpContext context, RequestBody body, DateTimeOffset received)
    {
        using var timeout = new CancellationTokenSource(options.Value.RequestTimeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, context.RequestAborted);
        var batch = ingestor.RentBatch();
        try
        {
            batch.Received(received);
            var status = Decode(context, body, batch);
            await ingestor.CommitAsync(batch, either.Token);
            await AnswerAsync(context, status, IngestAnswer.From(batch.ToResult()));
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

    // Returns the status of the answer, if the log takes the batch.
    private int Decode(HttpContext context, RequestBody body, IngestBatch batch)
    {
        var format = PayloadFormats.FromContentType(context.Request.ContentType);
        var source = SourceOf(context);
        var max = options.Value.MaxPayloadBytes;
        var encoding = context.Request.Headers.ContentEncoding.ToString().Trim();
        if (body.Total > max || ContentEncoding.IsIdentity(encoding))
        {
            ingestor.Decode(format, body.Bytes.Span, source, batch, body.Total);
            return StatusOf(batch, format, body.Total);
        }
        if (!ContentEncoding.IsKnown(encoding))
        {
            // RFC 9110, 15.5.16: says which encodings would have been accepted.
            context.Response.Headers.AcceptEncoding = ContentEncoding.Accepted;
            ingestor.Refuse(DeadLetterReason.UnknownFormat,
                $"Content-Encoding '{encoding}' is not read; send {ContentEncoding.Accepted} or none", body.Bytes.Span, source, batch);
            return StatusCodes.Status415UnsupportedMediaType;
        }
        var length = ContentEncoding.Decompress(body.Bytes, max, out var buffer);
        try
        {
            if (length >= 0)
            {
                ingestor.Decode(format, buffer.AsSpan(0, length), source, batch);
                return StatusOf(batch, format, length);
            }
            ingestor.Refuse(DeadLetterReason.Truncated, $"Content-Encoding is gzip, but the {body.Total:N0} bytes of the body are not one "
                + "whole gzip member: cut, damaged, or followed by something else; send it again", body.Bytes.Span, source, batch);
            return StatusCodes.Status400BadRequest;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // A parameter that is not known would be ignored, and the readings taken for something else.
    private static string? ExplainParameters(IQueryCollection query)
    {
        foreach (var (name, value) in query)
        {
            if (string.Equals(name, "asset", StringComparison.OrdinalIgnoreCase) && value.Count == 1) continue;
            if (string.Equals(name, "source", StringComparison.OrdinalIgnoreCase) && value is ["live" or "replay"]) continue;
            return $"parameter '{name}={value}' is not understood; expected are asset=<id> and source=live or source=replay, each once";
        }
        return null;
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
        return batch.Accepted == 0 ? StatusCodes.Status400BadRequest : StatusCodes.Status200OK;
    }

    private static Task AnswerUnavailableAsync(HttpContext context, string reason, string detail)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString();
        return AnswerAsync(context, StatusCodes.Status503ServiceUnavailable, IngestAnswer.Unavailable(reason, detail));
    }

    private static Task AnswerAsync(HttpContext context, int status, IngestAnswer answer)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(answer, IngestAnswerJson.Readable, contentType: null, context.RequestAborted);
    }

    [LoggerMessage(2101, LogLevel.Warning, "A request was answered 503: its readings could not be appended to the telemetry log")]
    private partial void LogCannotAppend(Exception error);
}
