using System.Buffers;
using Maintenance.Core.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Maintenance.Ingest.Sources.Http;

/// <summary>
/// The body of a request, or the beginning of one that is too large, in a rented buffer returned on disposal. Size checked
/// before reading (Content-Length) and while reading. Beyond <see cref="AlwaysAllowedBytes"/> its memory comes out of a
/// <see cref="BodyBudget"/>, and it must keep arriving at <see cref="MinBytesPerWindow"/>.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    /// <summary>Bytes that every request may hold, whatever the others hold.</summary>
    public const int AlwaysAllowedBytes = 64 * 1024;

    /// <summary>Bytes that must arrive in each <see cref="Window"/>, unless the body ends: 1 KiB/s.</summary>
    public const int MinBytesPerWindow = 10 * 1024;

    /// <summary>How long a sender may take for <see cref="MinBytesPerWindow"/>.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(10);

    private readonly BodyBudget _budget;
    private byte[] _buffer;
    private int _length;
    private int _reserved;

    private RequestBody(BodyBudget budget, byte[] buffer) => (_budget, _buffer) = (budget, buffer);

    public ReadOnlyMemory<byte> Bytes => _buffer.AsMemory(0, _length);

    /// <summary>Bytes of the whole body; if too large, its stated size or the bytes read so far.</summary>
    public long Total { get; private set; }

    /// <summary>Reads the body.</summary>
    /// <exception cref="BodyRefusedException">It arrives too slowly, or other bodies hold the memory it needs.</exception>
    public static async Task<RequestBody> ReadAsync(HttpContext context, int maxBytes, BodyBudget budget, TimeProvider clock)
    {
        // counted here
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        var stated = context.Request.ContentLength ?? 0;
        var wanted = stated > maxBytes ? DeadLetterCodecV1.MaxKeptPayloadBytes : maxBytes + 1;
        var body = new RequestBody(budget, ArrayPool<byte>.Shared.Rent((int)Math.Min(Math.Max(stated, 1024), 16 * 1024)));
        try
        {
            await body.FillAsync(context, wanted, clock);
            body.Total = Math.Max(stated, body._length);
            return body;
        }
        catch
        {
            body.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_buffer);
        _budget.Release(_reserved);
        (_buffer, _length, _reserved) = ([], 0, 0);
    }

    private async Task FillAsync(HttpContext context, int wanted, TimeProvider clock)
    {
        using var late = new CancellationTokenSource(Window, clock);
        await using var aborted = context.RequestAborted.UnsafeRegister(static source => ((CancellationTokenSource)source!).Cancel(), late);
        var (windowStart, windowBytes) = (clock.GetTimestamp(), 0);
        while (_length < wanted)
        {
            var read = await ReadAsync(context, late.Token);
            var take = (int)Math.Min(read.Buffer.Length, wanted - _length);
            if (_length + take > _buffer.Length) Grow(_length + take);
            read.Buffer.Slice(0, take).CopyTo(_buffer.AsSpan(_length));
            _length += take;
            windowBytes += take;
            var isWhole = read.IsCompleted && take == read.Buffer.Length;
            if (windowBytes >= MinBytesPerWindow)
            {
                (windowStart, windowBytes) = (clock.GetTimestamp(), 0);
                late.CancelAfter(Window);
            }
            else if (!isWhole && clock.GetElapsedTime(windowStart) >= Window)
            {
                throw TooSlow();
            }
            context.Request.BodyReader.AdvanceTo(read.Buffer.GetPosition(take));
            if (isWhole) return;
        }
    }

    private static async ValueTask<System.IO.Pipelines.ReadResult> ReadAsync(HttpContext context, CancellationToken late)
    {
        try
        {
            return await context.Request.BodyReader.ReadAsync(late);
        }
        catch (OperationCanceledException) when (!context.RequestAborted.IsCancellationRequested)
        {
            throw TooSlow();
        }
    }

    private static BodyRefusedException TooSlow() => new(StatusCodes.Status408RequestTimeout, "too-slow",
        $"less than {MinBytesPerWindow / 1024} KiB of the body arrived in {Window.TotalSeconds:0} s; send smaller bodies, or compress them "
            + "(gzip)");

    private void Grow(int needed)
    {
        var size = Math.Max(needed, 2 * _buffer.Length);
        var more = Math.Max(size - AlwaysAllowedBytes, 0) - _reserved;
        if (more > 0)
        {
            if (!_budget.TryReserve(more))
                throw new BodyRefusedException(StatusCodes.Status503ServiceUnavailable, "busy",
                    $"bodies that are being received hold {_budget.Reserved:N0} bytes, at most {_budget.Limit:N0} are allowed "
                        + "(Ingest:MaxConcurrentRequests × Ingest:MaxPayloadBytes); retry later or send smaller bodies");
            _reserved += more;
        }
        var larger = ArrayPool<byte>.Shared.Rent(size);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
