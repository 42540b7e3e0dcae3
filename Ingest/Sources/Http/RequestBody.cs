using System.Buffers;
using Maintenance.Core.Telemetry;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Maintenance.Ingest.Sources.Http;

/// <summary>
/// The body of a request, or the beginning of one that is too large, in a rented buffer returned on disposal. Size checked
/// before reading (Content-Length) and while reading.
/// </summary>
internal sealed class RequestBody : IDisposable
{
    private readonly byte[] _buffer;
    private readonly int _length;

    private RequestBody(byte[] buffer, int length, long total) => (_buffer, _length, Total) = (buffer, length, total);

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    /// <summary>Bytes of the whole body; if too large, its stated size or the bytes read so far.</summary>
    public long Total { get; }

    public static async Task<RequestBody> ReadAsync(HttpContext context, int maxBytes)
    {
        // counted here
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = null;
        var stated = context.Request.ContentLength ?? 0;
        var wanted = stated > maxBytes ? DeadLetterCodecV1.MaxKeptPayloadBytes : maxBytes + 1;
        // If reading fails, the buffer is left to the GC: its owner is then unknown.
        var buffer = ArrayPool<byte>.Shared.Rent(stated > maxBytes ? wanted : (int)Math.Max(stated, 16 * 1024));
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
        return new RequestBody(buffer, length, Math.Max(stated, length));
    }

    public void Dispose() => ArrayPool<byte>.Shared.Return(_buffer);

    private static byte[] Grow(byte[] buffer, int used, int needed)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(needed, 2 * buffer.Length));
        buffer.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
