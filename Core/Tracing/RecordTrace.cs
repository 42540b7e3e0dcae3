using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace Maintenance.Core.Tracing;

/// <summary>
/// The trace of one record, with ids derived from its identity (docs/operations/tracing.md); created only for traced records.
/// Immutable.
/// </summary>
/// <param name="Context">Trace id and the parent span of all stages.</param>
/// <param name="Asset">Asset id.</param>
/// <param name="Epoch">Stream epoch; −1 when the record is not numbered.</param>
/// <param name="First">Sequence of the first reading, or its event time (Unix µs UTC) where the record is not numbered.</param>
/// <param name="Readings">Number of readings in the record.</param>
public sealed record RecordTrace(ActivityContext Context, string Asset, long Epoch, long First, int Readings)
{
    private const int SpanIdBytes = 8;
    private const int TraceIdBytes = 16;

    /// <summary>The context in W3C form (<c>00-traceid-spanid-01</c>), for passing it out of the process as text.</summary>
    public string TraceParent => $"00-{Context.TraceId}-{Context.SpanId}-01";

    /// <summary>
    /// Trace id: the first 16 bytes of SHA-256 of the UTF-8 text <c>asset/epoch/first</c>; parent span id: the 8 bytes after them.
    /// So a record's trace can be found from its identity.
    /// </summary>
    /// <param name="asset">Asset id.</param>
    /// <param name="epoch">Stream epoch, or −1.</param>
    /// <param name="first">Sequence of the first reading, or its event time in Unix µs UTC.</param>
    public static ActivityContext ContextOf(string asset, long epoch, long first)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{asset}/{epoch}/{first}"), hash);
        // Not remote: the record stays within this product, and sampling is already decided.
        return new ActivityContext(
            ActivityTraceId.CreateFromBytes(hash[..TraceIdBytes]), ActivitySpanId.CreateFromBytes(hash.Slice(TraceIdBytes, SpanIdBytes)),
            ActivityTraceFlags.Recorded);
    }

    /// <summary>Emits the span of a completed step to the stage's listeners.</summary>
    /// <param name="stage">Activity source of the stage.</param>
    /// <param name="step">Name of the span.</param>
    /// <param name="kind">Kind of the span.</param>
    /// <param name="started">When it began, UTC.</param>
    /// <param name="ended">When it ended, UTC.</param>
    /// <param name="failure">What went wrong; null on success.</param>
    /// <param name="cause">An external trace that led to this one, for example of a request; default for none.</param>
    public void Write(
        ActivitySource stage, string step, ActivityKind kind, DateTimeOffset started, DateTimeOffset ended, string? failure = null,
        ActivityContext cause = default)
    {
        ActivityLink[]? links = cause == default ? null : [new ActivityLink(cause)];
        using var span = stage.StartActivity(kind, Context, tags: null, links, started, step);
        if (span is null) return;
        span.SetTag("maintenance.asset", Asset);
        if (Epoch >= 0) span.SetTag("maintenance.epoch", Epoch);
        span.SetTag(Epoch >= 0 ? "maintenance.sequence" : "maintenance.event_time_unix_us", First);
        span.SetTag("maintenance.readings", Readings);
        if (failure is not null) span.SetStatus(ActivityStatusCode.Error, failure);
        span.SetEndTime((ended > started ? ended : started).UtcDateTime);
    }
}
