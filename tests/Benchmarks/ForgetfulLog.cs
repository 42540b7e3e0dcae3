using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Benchmarks;

/// <summary>A log that takes everything at once and keeps nothing, so that only what is before it is measured.</summary>
internal sealed class ForgetfulLog : ITelemetryLog
{
    public int PartitionCount(string topic) => 1;

    public ValueTask<LogPosition> AppendAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
        CancellationToken cancellationToken) => default;

    public ValueTask AppendAllAsync(IAppendBatch batch, CancellationToken cancellationToken) => default;

    public ILogReader OpenReader(string topic, int partition, long offset) => throw new NotSupportedException();

    public long BeginningOffset(string topic, int partition) => 0;

    public long HighWatermark(string topic, int partition) => 0;

    public LogLineage Lineage(string topic, int partition) => LogLineage.Unknown;

    public ValueTask<IAsyncDisposable> SubscribeAsync(string topic, string group, IAssignmentListener listener,
        CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask DisposeAsync() => default;
}
