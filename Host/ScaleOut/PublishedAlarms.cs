using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Maintenance.Core.Feed;
using Maintenance.Core.Log;
using Maintenance.Core.Ports;

namespace Maintenance.Host.ScaleOut;

/// <summary>What topic <c>alarms.v1</c> holds, as far back as a sender needs to know it: its newest records. One at a time.</summary>
internal sealed class PublishedAlarms(ITelemetryLog log)
{
    private const int Remembered = 100_000;
    private const int ReadBytes = 1 << 20;
    private readonly HashSet<Int128> _identities = [];
    private readonly Queue<(Int128 Identity, long? Sequence)> _order = new();
    private readonly Dictionary<int, long> _positions = [];
    private readonly Dictionary<int, (long Offset, long KnownAtUnixMicros)> _reached = [];

    /// <summary>The least sequence of an operator action that is remembered; null when there is none.</summary>
    public long? FirstSequence { get; private set; }

    /// <summary>Greatest offset and time of knowledge of the events of a telemetry partition; null when there are none.</summary>
    public (long Offset, long KnownAtUnixMicros)? Reached(int partition) =>
        _reached.TryGetValue(partition, out var reached) ? reached : null;

    public bool Holds(SharedAlarm alarm) => _identities.Contains(IdentityOf(alarm));

    /// <summary>Reads what was appended since the last call; at first the newest records.</summary>
    /// <exception cref="LogException">The topic cannot be read.</exception>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        var batch = new LogBatch(64 << 10);
        for (var partition = 0; partition < log.PartitionCount(Topics.Alarms); partition++)
        {
            var end = log.HighWatermark(Topics.Alarms, partition);
            var from = _positions.GetValueOrDefault(partition, Math.Max(0, end - Remembered));
            if (from >= end) continue;
            await using var reader = log.OpenReader(Topics.Alarms, partition, from);
            while (reader.Position < end)
            {
                batch.Clear();
                if (reader.Read(batch, ReadBytes) == 0) await reader.WaitAsync(cancellationToken);
                for (var i = 0; i < batch.Count; i++)
                    if (SharedAlarm.Decode(batch.Value(i)) is { } alarm) Add(alarm);
            }
            _positions[partition] = reader.Position;
        }
    }

    /// <summary>Remembers what was appended.</summary>
    public void Add(SharedAlarm alarm)
    {
        var identity = IdentityOf(alarm);
        if (!_identities.Add(identity)) return;
        _order.Enqueue((identity, alarm.Action?.Sequence));
        if (_order.Count > Remembered) Forget(_order.Dequeue());
        if (alarm.Event is { } row)
        {
            var (offset, known) = _reached.GetValueOrDefault(row.LogPartition, (long.MinValue, long.MinValue));
            _reached[row.LogPartition] = (Math.Max(offset, row.LogOffset), Math.Max(known, row.KnownAtUnixMicros));
        }
        else
        {
            var sequence = alarm.Action!.Value.Sequence;
            FirstSequence = Math.Min(FirstSequence ?? sequence, sequence);
        }
    }

    // What is forgotten must not be asked for again: it would be sent twice.
    private void Forget((Int128 Identity, long? Sequence) oldest)
    {
        _identities.Remove(oldest.Identity);
        if (oldest.Sequence >= FirstSequence) FirstSequence = oldest.Sequence + 1;
    }

    private static Int128 IdentityOf(SharedAlarm alarm) =>
        BinaryPrimitives.ReadInt128LittleEndian(SHA256.HashData(Encoding.UTF8.GetBytes(alarm.Identity)));
}
