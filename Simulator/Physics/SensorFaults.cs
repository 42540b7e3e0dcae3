using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Physics;

/// <summary>
/// The sensor faults of one drill. A block stays a pure function of (options, asset, time): a frozen value is measured anew, and kept.
/// </summary>
internal sealed class SensorFaults(ulong seed, int asset, FleetOptions options)
{
    private readonly SensorFault[] _faults = [.. options.SensorFaults.Where(f => f.Asset == asset)];
    private readonly Dictionary<SensorFault, float> _frozen = [];

    /// <summary>Spoils a block, in place.</summary>
    /// <param name="record">What sound sensors say.</param>
    /// <param name="measure">Sound sensors at another time.</param>
    public void Apply(TelemetryRecord record, Func<long, TelemetryRecord> measure)
    {
        var time = record.EventTimeUnixMicros;
        foreach (var fault in _faults)
        {
            if (!fault.IsActiveAt(time)) continue;
            if (fault.Kind == SensorFaultKind.ClockSkew) Shift(record, (long)(fault.Amount * 1e6));
            else if (string.Equals(fault.Channel, SensorFault.Waveform, StringComparison.Ordinal)) SpoilWaveforms(record, fault, time);
            else if (Column(record, fault) is { } column) Spoil(column.Values, fault, time, () => FrozenValue(fault, measure));
        }
    }

    private void SpoilWaveforms(TelemetryRecord record, SensorFault fault, long time)
    {
        if (fault.Kind == SensorFaultKind.Missing) record.Waveforms.Clear();
        for (var i = 0; i < record.Waveforms.Count; i++)
        {
            if (fault.Kind == SensorFaultKind.WrongSampleRate)
            {
                var rate = record.Waveforms[i].SampleRateHz * (float)fault.Amount;
                record.Waveforms[i] = record.Waveforms[i] with { SampleRateHz = rate };
            }
            else
            {
                Spoil(record.Waveforms[i].Samples, fault, time, () => 0);
            }
        }
    }

    private void Spoil(float[] values, SensorFault fault, long time, Func<float> frozen)
    {
        var amount = (float)fault.Amount;
        switch (fault.Kind)
        {
            case SensorFaultKind.Frozen: Array.Fill(values, frozen()); break;
            case SensorFaultKind.Missing: Array.Fill(values, float.NaN); break;
            case SensorFaultKind.Saturated: Each(values, v => Math.Clamp(v, -amount, amount)); break;
            case SensorFaultKind.Drifting: Each(values, v => v + (float)(fault.Amount * fault.HoursAt(time))); break;
            case SensorFaultKind.WrongUnit: Each(values, v => v * amount); break;
            case SensorFaultKind.Offset: Each(values, v => v + amount); break;
            case SensorFaultKind.Chattering: Each(values, v => IsJumping(fault, time / 1_000_000) ? v + amount : v); break;
            case SensorFaultKind.Noise: AddNoise(values, fault, time / 1_000_000); break;
        }
    }

    // One second in twenty is not as it should be: the chatter is no clockwork.
    private bool IsJumping(SensorFault fault, long second)
    {
        var random = new SeededRandom(seed, asset, SeededRandom.Purpose.SensorFault, second * 64 + ChannelOf(fault));
        return (second % 2 != 0) ^ (random.NextUnit() < 0.05);
    }

    private void AddNoise(float[] values, SensorFault fault, long second)
    {
        var random = new SeededRandom(seed, asset, SeededRandom.Purpose.SensorFault, second * 64 + ChannelOf(fault));
        foreach (ref var value in values.AsSpan()) value += (float)(fault.Amount * random.NextNormal());
    }

    private float FrozenValue(SensorFault fault, Func<long, TelemetryRecord> measure)
    {
        lock (_frozen)
        {
            if (_frozen.TryGetValue(fault, out var known)) return known;
            var value = float.NaN;
            // A sensor may have dropped out for some seconds just then.
            for (var i = 0; i < 60 && float.IsNaN(value); i++)
                value = Column(measure(fault.FromUnixMicros + i * 1_000_000L), fault)!.Values[0];
            return _frozen[fault] = value;
        }
    }

    private static void Each(float[] values, Func<float, float> change)
    {
        foreach (ref var value in values.AsSpan()) value = change(value);
    }

    private static void Shift(TelemetryRecord record, long micros)
    {
        record.EventTimeUnixMicros += micros;
        for (var i = 0; i < record.Waveforms.Count; i++)
            record.Waveforms[i] = record.Waveforms[i] with { StartUnixMicros = record.Waveforms[i].StartUnixMicros + micros };
    }

    private static int ChannelOf(SensorFault fault) => StandardChannels.TryFind(fault.Channel, out var channel) ? channel.Id : 63;

    private static TelemetryColumn? Column(TelemetryRecord record, SensorFault fault) =>
        record.Columns.Find(c => c.ChannelId == ChannelOf(fault));
}
