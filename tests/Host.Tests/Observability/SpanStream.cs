using System.Diagnostics;
using System.Threading.Channels;
using OpenTelemetry;

namespace Maintenance.Host.Tests.Observability;

/// <summary>Exporter into memory that a test can wait on.</summary>
internal sealed class SpanStream : BaseExporter<Activity>
{
    private readonly Channel<Activity> _spans = Channel.CreateUnbounded<Activity>();

    public override ExportResult Export(in Batch<Activity> batch)
    {
        foreach (var span in batch) _spans.Writer.TryWrite(span);
        return ExportResult.Success;
    }

    /// <summary>The spans of a trace, until the last step has come.</summary>
    public async Task<IReadOnlyList<Activity>> ReadUntilAsync(ActivityTraceId trace, string lastStep, TimeSpan limit)
    {
        using var patience = new CancellationTokenSource(limit);
        var spans = new List<Activity>();
        await foreach (var span in _spans.Reader.ReadAllAsync(patience.Token))
        {
            if (span.TraceId != trace) continue;
            spans.Add(span);
            if (span.OperationName == lastStep) break;
        }
        return spans;
    }
}
