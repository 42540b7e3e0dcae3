using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.SensorHealth;

namespace Maintenance.Scoring.Tests.SensorHealth;

/// <summary>A minute of blocks, described by the live code, whose channels are functions of the time in seconds.</summary>
internal sealed class SensorWindow(int readingsPerSecond = 100, int seconds = 60)
{
    private readonly List<(int Channel, Func<double, double> ValueAt)> _channels = [];
    private Func<double, double>? _waveform;
    private float _rateHz;

    /// <summary>Adds a channel.</summary>
    public SensorWindow With(int channel, Func<double, double> valueAt)
    {
        _channels.Add((channel, valueAt));
        return this;
    }

    /// <summary>A string that turns.</summary>
    public SensorWindow Turning(double rpm = 120) => With(StandardChannels.RotarySpeed, t => rpm + Math.Sin(t));

    /// <summary>A waveform of a second, every ten seconds.</summary>
    public SensorWindow WithWaveform(Func<double, double> valueAt, float rateHz = 2560)
    {
        (_waveform, _rateHz) = (valueAt, rateHz);
        return this;
    }

    /// <summary>The blocks.</summary>
    public BlockEntry[] Blocks()
    {
        var window = new BlockWindow(DrillSetup.Unknown);
        for (var second = 0; second < seconds; second++) window.Add(Record(second));
        return window.Blocks.ToArray();
    }

    /// <summary>The faults found, as <c>channel fault</c>, in order.</summary>
    public string[] Faults() => NamesOf(SensorChecks.Find(Blocks()));

    public static string[] NamesOf(SensorFaultSet faults) =>
    [
        .. from sensor in Enumerable.Range(0, Sensors.Count)
           from kind in Enum.GetValues<SensorFaultKind>()
           where faults.Has(kind, sensor)
           select $"{Sensors.NameOf(sensor)} {SensorFaultText.NameOf(kind)}",
    ];

    private TelemetryRecord Record(int second)
    {
        var record = new TelemetryRecord
        {
            Asset = "D1",
            Flags = RecordFlags.Block | RecordFlags.Sequenced,
            Epoch = 1,
            Sequence = (long)readingsPerSecond * second,
            EventTimeUnixMicros = 1_700_000_000_000_000 + second * 1_000_000L,
            IntervalMicros = (uint)(1_000_000 / readingsPerSecond),
            ReadingCount = readingsPerSecond,
        };
        foreach (var (channel, valueAt) in _channels)
            record.Columns.Add(new(channel, "", Samples(second, readingsPerSecond, readingsPerSecond, valueAt)));
        if (_waveform is not null && second % 10 == 0)
            record.Waveforms.Add(new("drive", _rateHz, record.EventTimeUnixMicros, Samples(second, (int)_rateHz, _rateHz, _waveform)));
        return record;
    }

    private static float[] Samples(int second, int count, double rate, Func<double, double> valueAt) =>
        [.. Enumerable.Range(0, count).Select(i => (float)valueAt(second + i / rate))];
}
