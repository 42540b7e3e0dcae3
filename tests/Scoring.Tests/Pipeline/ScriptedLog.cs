using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>
/// A partition of telemetry in memory that a test fills, and whose readers give it out in portions the test chooses: batch borders are
/// part of what must not matter. Offsets are not dense, as in the real engines.
/// </summary>
internal sealed class ScriptedLog(int recordsPerRead = 64) : ITelemetryLog
{
    private const int OffsetStep = 8;
    private readonly List<byte[]> _records = [];
    private readonly Lock _lock = new();
    private TaskCompletionSource _appended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private int RecordsPerRead { get; } = recordsPerRead;

    /// <summary>Offset after the last record.</summary>
    public long End
    {
        get
        {
            lock (_lock) return _records.Count * OffsetStep;
        }
    }

    public void Add(IEnumerable<byte[]> records)
    {
        TaskCompletionSource appended;
        lock (_lock)
        {
            _records.AddRange(records);
            (appended, _appended) = (_appended, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        appended.SetResult();
    }

    public int PartitionCount(string topic) => 1;

    public ILogReader OpenReader(string topic, int partition, long offset) => new Reader(this, offset);

    public long BeginningOffset(string topic, int partition) => 0;

    public long HighWatermark(string topic, int partition) => End;

    /// <summary>Identity of the log.</summary>
    public LogLineage Which { get; set; } = LogLineage.Unknown;

    public LogLineage Lineage(string topic, int partition) => Which;

    public ValueTask<LogPosition> AppendAsync(string topic, ReadOnlyMemory<byte> key, ReadOnlyMemory<byte> value,
        CancellationToken cancellationToken) =>
        throw new NotSupportedException("Tests use Add.");

    public ValueTask AppendAllAsync(IAppendBatch batch, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Tests use Add.");

    /// <summary>Partitions that whoever joins a group receives.</summary>
    public int[] Assigns { get; init; } = [];

    public async ValueTask<IAsyncDisposable> SubscribeAsync(string topic, string group, IAssignmentListener listener,
        CancellationToken cancellationToken)
    {
        int[] assigned = topic == Topics.Telemetry ? Assigns : [];
        await listener.OnAssignedAsync(assigned);
        return new Membership(listener, assigned);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private sealed class Membership(IAssignmentListener listener, int[] assigned) : IAsyncDisposable
    {
        public ValueTask DisposeAsync() => listener.OnRevokedAsync(assigned);
    }

    private sealed class Reader(ScriptedLog log, long offset) : ILogReader
    {
        public long Position { get; private set; } = offset;

        public int Read(LogBatch into, int maxBytes)
        {
            lock (log._lock)
            {
                var count = 0;
                for (var i = (int)(Position / OffsetStep); i < log._records.Count && count < log.RecordsPerRead; i++, count++,
                    Position += OffsetStep)
                    into.Add(Position, 0, "k"u8, log._records[i]);
                return count;
            }
        }

        public bool HasMore
        {
            get
            {
                lock (log._lock) return Position < log._records.Count * OffsetStep;
            }
        }

        public async ValueTask WaitAsync(CancellationToken cancellationToken)
        {
            Task appended;
            lock (log._lock)
            {
                if (Position < log._records.Count * OffsetStep) return;
                appended = log._appended.Task;
            }
            await appended.WaitAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
