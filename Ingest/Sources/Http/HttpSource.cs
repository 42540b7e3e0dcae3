using System.Buffers;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Ingest.Formats;
using Maintenance.Ingest.Intake;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Maintenance.Ingest.Sources.Http;

/// <summary>
/// Handles <c>POST /api/v1/telemetry</c>. Bounded: so many requests at once, one payload each; a body is measured before (Content-Length)
/// and while it is read, and of one that is too large only the beginning is read. Threading: any.
/// </summary>
internal sealed partial class HttpSource(TelemetryIngestor ingestor, IOptions<IngestOptions> options, TimeProvider time, ILogger<HttpSource> logger) : IDisposable
{
    private const int RetryAfterSeconds = 2;

    private readonly SemaphoreSlim _places = new(options.Value.MaxConcurrentRequests);

    public void Dispose() => _places.Dispose();

    public async Task HandleAsync(HttpContext context)
    {
        var received = time.GetUtcNow();
        using var patience = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        try
        {
            await _places.WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await AnswerUnavailableAsync(context, "busy", $"{options.Value.MaxConcurrentRequests} requests are being worked on (Ingest:MaxConcurrentRequests)");
            return;
        }
        try
        {
            await HandleInPlaceAsync(context, received);
        }
        finally
        {
            _places.Release();
        }
    }

    private async Task HandleInPlaceAsync(HttpContext context, DateTimeOffset received)
    {
        var format = PayloadFormats.FromContentType(context.Request.ContentType);
        var asset = context.Request.Query["asset"].ToString();
        // "replay": a recording, whose event times may be of any age.
        var kind = string.Equals(context.Request.Query["source"], "replay", StringComparison.Ordinal) ? SourceKind.Replay : SourceKind.Live;
        var source = new SourceContext(kind, $"http {context.Connection.RemoteIpAddress}", asset.Length > 0 ? asset : null);
        // When reading fails, the buffer is left to the collector: who holds it is then not known here.
        var (body, length, total) = await ReadBodyAsync(context, ArrayPool<byte>.Shared.Rent(InitialBuffer(context)));
        try
        {
            await AcceptAsync(context, format, body.AsMemory(0, length), total, source, received);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(body);
        }
    }

    private int InitialBuffer(HttpContext context)
    {
        var stated = context.Request.ContentLength ?? 0;
        return stated > options.Value.MaxPayloadBytes ? DeadLetterCodecV1.MaxKeptPayloadBytes : (int)Math.Max(stated, 16 * 1024);
    }

    /// <summary>Reads the body, or the beginning of one that is too large; <c>total</c> is then its stated size, or what was seen of it.</summary>
    private async Task<(byte[] Buffer, int Length, long Total)> ReadBodyAsync(HttpContext context, byte[] buffer)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null; // counted here
        var max = options.Value.MaxPayloadBytes;
        var stated = context.Request.ContentLength ?? 0;
        var wanted = stated > max ? DeadLetterCodecV1.MaxKeptPayloadBytes : max + 1;
        var length = 0;
        while (length < wanted)
        {
            var read = await context.Request.BodyReader.ReadAsync(context.RequestAborted);
            var take = (int)Math.Min(read.Buffer.Length, wanted - length);
            if (length + take > buffer.Length) buffer = Grow(buffer, length, length + take);
            read.Buffer.Slice(0, take).CopyTo(buffer.AsSpan(length));
            length += take;
            context.Request.BodyReader.AdvanceTo(read.Buffer.GetPosition(take));
            if (read.IsCompleted && take == read.Buffer.Length) break;
        }
        return (buffer, length, Math.Max(stated, length));
    }

    private static byte[] Grow(byte[] buffer, int used, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * buffer.Length));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    private async Task AcceptAsync(HttpContext context, PayloadFormat? format, ReadOnlyMemory<byte> body, long total, SourceContext source, DateTimeOffset received)
    {
        using var patience = new CancellationTokenSource(options.Value.RequestTimeout, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, context.RequestAborted);
        var batch = ingestor.RentBatch();
        try
        {
            batch.Received(received);
            ingestor.Decode(format, body.Span, in source, batch, total);
            await ingestor.CommitAsync(batch, either.Token);
            await AnswerAsync(context, StatusOf(batch, format, total), IngestAnswer.From(batch.ToResult()));
        }
        catch (LogException e)
        {
            LogCannotAppend(e);
            await AnswerUnavailableAsync(context, "log-unavailable", e.Message);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            await AnswerUnavailableAsync(context, "log-unavailable", $"the telemetry log did not confirm within {options.Value.RequestTimeout.TotalSeconds:0.#} s (Ingest:RequestTimeout)");
        }
        finally
        {
            ingestor.ReturnBatch(batch);
        }
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
    private partial void LogCannotAppend(Exception e);
}
