using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Player;

/// <summary>
/// Collects one asset's rows into records. Rows of one second stay together (loose readings are scored by second), so a record ends
/// before a second that would not fit, before a gap in the sequence, and after ten minutes.
/// </summary>
internal sealed class RecordAssembler(string asset, long epoch)
{
    public const int MaxRows = 256;
    private const long MaxSpanMicros = 600_000_000;

    private readonly List<Reading> _readings = [];
    private readonly List<Reading> _second = [];
    private readonly HashSet<RecordedTarget> _targets = [];
    private readonly Queue<TelemetryRecord> _ready = new();
    private readonly List<Reading> _repeats = [];

    /// <summary>Adds the next reading; times and sequences ascend, sequences possibly with gaps.</summary>
    public void Add(long timeUnixMicros, long sequence, IReadOnlyList<(RecordedTarget Target, float Value)> values)
    {
        var reading = new Reading(timeUnixMicros, sequence, values);
        if (_second.Count > 0 && (SecondOf(_second[0]) != SecondOf(reading) || _second[^1].Sequence + 1 != sequence)) CloseSecond();
        _second.Add(reading);
    }

    /// <summary>Notes that the source repeats a reading: it is sent again on its own after the record that contains it.</summary>
    public void Repeat(long timeUnixMicros, long sequence, IReadOnlyList<(RecordedTarget Target, float Value)> values) =>
        _repeats.Add(new Reading(timeUnixMicros, sequence, values));

    /// <summary>Takes a finished record; null if there is none.</summary>
    public TelemetryRecord? TryTake() => _ready.TryDequeue(out var record) ? record : null;

    /// <summary>Finishes the records collected so far.</summary>
    public void Complete()
    {
        CloseSecond();
        Flush();
    }

    private static long SecondOf(Reading reading) => reading.Time / 1_000_000;

    private void CloseSecond()
    {
        if (_second.Count == 0) return;
        if (_readings.Count > 0 && !Fits()) Flush();
        foreach (var reading in _second)
        {
            if (_readings.Count == MaxRows || !FitsTargets(reading)) Flush();
            _readings.Add(reading);
            foreach (var (target, value) in reading.Values)
                if (!float.IsNaN(value)) _targets.Add(target);
        }
        _second.Clear();
    }

    private bool Fits()
    {
        if (_readings.Count + _second.Count > MaxRows || _second[^1].Time - _readings[0].Time > MaxSpanMicros || _readings[^1].Sequence
            + 1 != _second[0].Sequence) return false;
        var targets = new HashSet<RecordedTarget>(_targets);
        foreach (var reading in _second)
            foreach (var (target, _) in reading.Values) targets.Add(target);
        return targets.Count <= TelemetryCodecV1.MaxChannels;
    }

    private bool FitsTargets(Reading reading)
    {
        var more = 0;
        foreach (var (target, _) in reading.Values)
            if (!_targets.Contains(target)) more++;
        return _targets.Count + more <= TelemetryCodecV1.MaxChannels;
    }

    private void Flush()
    {
        if (_readings.Count == 0) return;
        _ready.Enqueue(Build(_readings));
        var sent = _readings[^1].Sequence;
        foreach (var repeat in _repeats)
            if (repeat.Sequence <= sent) _ready.Enqueue(Build([repeat]));
        _repeats.RemoveAll(r => r.Sequence <= sent);
        _readings.Clear();
        _targets.Clear();
    }

    private TelemetryRecord Build(List<Reading> readings)
    {
        var record = new TelemetryRecord
        {
            Asset = asset,
            Flags = RecordFlags.Sequenced | RecordFlags.HasTimes,
            Epoch = epoch,
            Sequence = readings[0].Sequence,
            EventTimeUnixMicros = readings[0].Time,
            ReadingCount = readings.Count,
            Times = [.. readings.Select(r => r.Time)],
        };
        var columns = new Dictionary<RecordedTarget, float[]>();
        for (var i = 0; i < readings.Count; i++)
            foreach (var (target, value) in readings[i].Values)
            {
                if (float.IsNaN(value)) continue;
                if (!columns.TryGetValue(target, out var column)) columns[target] = column = NewColumn(readings.Count);
                column[i] = value;
            }
        foreach (var (target, values) in columns.OrderBy(c => c.Key.ChannelId).ThenBy(c => c.Key.Name, StringComparer.Ordinal))
            record.Columns.Add(new TelemetryColumn(target.ChannelId, target.Name, values, Array.Exists(values, float.IsNaN)
                ? ChannelQuality.SomeMissing : ChannelQuality.Good));
        return record;
    }

    private static float[] NewColumn(int count)
    {
        var column = new float[count];
        Array.Fill(column, float.NaN);
        return column;
    }

    private sealed record Reading(long Time, long Sequence, IReadOnlyList<(RecordedTarget Target, float Value)> Values);
}
