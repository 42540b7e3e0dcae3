using System.Text;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Contracts.Tests.Log;

/// <summary>A sound log with one fault put in front of it.</summary>
internal sealed class BrokenTelemetryLog(ITelemetryLog inner, LogFault fault, BrokenTelemetryLog.Memory memory) : ITelemetryLog
{
    public ITelemetryLog Inner => inner;

    public int PartitionCount(string topic) => inner.PartitionCount(topic);

    public async ValueTask<LogPosition> AppendAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
        CancellationToken cancellationToken)
    {
        Prepare(topic, ref key, ref value);
        if (fault == LogFault.CopiesLate) await Task.Delay(20, cancellationToken);
        if (fault == LogFault.AcknowledgesWithoutAppending && ++memory.Appends % 10 == 0) return memory.Last;
        return memory.Last = await inner.AppendAsync(topic, key, value, cancellationToken);
    }

    public ValueTask AppendAllAsync(IAppendBatch batch, CancellationToken cancellationToken) =>
        inner.AppendAllAsync(fault == LogFault.HidesRefusals ? new Mute(batch) : batch, cancellationToken);

    public ILogReader OpenReader(string topic, int partition, long offset) =>
        new Reader(inner.OpenReader(topic, partition, fault == LogFault.IgnoresOffset ? 0 : offset), fault, partition
            == memory.LostPartition ? memory.LostOffset : -1);

    public long BeginningOffset(string topic, int partition) => inner.BeginningOffset(topic, partition);

    public long HighWatermark(string topic, int partition) => inner.HighWatermark(topic, partition);

    public LogLineage Lineage(string topic, int partition) => inner.Lineage(topic, partition);

    public ValueTask<IAsyncDisposable> SubscribeAsync(string topic, string group, IAssignmentListener listener,
        CancellationToken cancellationToken) =>
        inner.SubscribeAsync(topic, group, listener, cancellationToken);

    public ValueTask DisposeAsync()
    {
        if (fault == LogFault.LosesLastRecordOnReopen)
            (memory.LostPartition, memory.LostOffset) = (memory.Last.Partition, memory.Last.Offset);
        return inner.DisposeAsync();
    }

    private void Prepare(string topic, ref ReadOnlyMemory<byte> key, ref ReadOnlyMemory<byte> value)
    {
        if (fault == LogFault.TruncatesLargeRecords && value.Length > 1 << 20) value = value[..(1 << 20)];
        if (fault != LogFault.OwnPartitioning || key.Length == 0) return;
        var count = inner.PartitionCount(topic);
        for (var i = 0; Murmur2.Partition(key.Span, count) != 0; i++) key = Encoding.UTF8.GetBytes($"key-{i}");
    }

    private sealed class Mute(IAppendBatch batch) : IAppendBatch
    {
        public int Count => batch.Count;

        public string Topic(int index) => batch.Topic(index);

        public ReadOnlyMemory<byte> Key(int index) => batch.Key(index);

        public ReadOnlyMemory<byte> Value(int index) => batch.Value(index);

        public void Refuse(int index, string reason)
        {
        }
    }

    /// <summary>What the fault has to remember beyond reopening.</summary>
    internal sealed class Memory
    {
        public int Appends { get; set; }

        public LogPosition Last { get; set; }

        public int LostPartition { get; set; } = -1;

        public long LostOffset { get; set; } = -1;
    }

    private sealed class Reader(ILogReader inner, LogFault fault, long lostOffset) : ILogReader
    {
        private readonly LogBatch _read = new();
        private (long Offset, long Time, byte[] Key, byte[] Value)? _again;

        public long Position => inner.Position;

        public int Read(LogBatch into, int maxBytes)
        {
            var before = into.Count;
            if (_again is { } again) into.Add(again.Offset, again.Time, again.Key, again.Value);
            _again = null;
            _read.Clear();
            inner.Read(_read, Math.Max(maxBytes - into.Bytes, 1));
            for (var i = 0; i < _read.Count; i++) Pass(fault == LogFault.Reorders ? Swapped(i) : i, into);
            if (fault == LogFault.DeliversTwice && _read.Count > 1)
                _again = (_read.Offset(0), _read.TimestampUnixMicros(0), _read.Key(0).ToArray(), _read.Value(0).ToArray());
            return into.Count - before;
        }

        public bool HasMore => inner.HasMore;

        public ValueTask WaitAsync(CancellationToken cancellationToken) =>
            fault == LogFault.NeverWakes
                ? new ValueTask(Task.Delay(Timeout.Infinite, cancellationToken)) : inner.WaitAsync(cancellationToken);

        public ValueTask DisposeAsync() => inner.DisposeAsync();

        private int Swapped(int i) => (i ^ 1) < _read.Count ? i ^ 1 : i;

        private void Pass(int i, LogBatch into)
        {
            if (_read.Offset(i) != lostOffset) into.Add(_read.Offset(i), _read.TimestampUnixMicros(i), _read.Key(i), _read.Value(i));
        }
    }
}
