using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.Tests.Pipeline;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>A block of functions of time, and its descriptors by name.</summary>
internal sealed class BlockBuilder
{
    private readonly DescriptorCalculator _calculator = new();

    public BlockBuilder(int readings = 10, double rateHz = 10) => Record = new TelemetryRecord
    {
        Asset = "D1",
        Flags = RecordFlags.Block,
        EventTimeUnixMicros = Records.Start,
        ReadingCount = readings,
        IntervalMicros = (uint)Math.Round(1e6 / rateHz),
    };

    public TelemetryRecord Record { get; }

    public DrillSetup Setup { get; set; } = DrillSetup.Unknown;

    /// <summary>Turns of the monitored shaft per turn of the string, teeth: at the location that waveforms name by default.</summary>
    public BlockBuilder Knowing(double turns, int teeth = 0, params string[] locations)
    {
        if (locations.Length == 0) locations = ["top-drive"];
        Setup = new DrillSetup(0.216, [.. locations.Select(l =>
            new MeasurementLocation(AssetId.Parse("D1"), l, turns, null, teeth, double.NaN, false))]);
        return this;
    }

    public BlockBuilder Column(int channel, Func<double, double> at)
    {
        Record.Columns.Add(new TelemetryColumn(channel, "",
            [.. Enumerable.Range(0, Record.ReadingCount).Select(i => (float)at(i * Record.IntervalMicros / 1e6))]));
        return this;
    }

    public BlockBuilder Speed(double rpm) => Column(StandardChannels.RotarySpeed, _ => rpm);

    public BlockBuilder Waveform(int samples, float rateHz, Func<double, double> at, string location = "top-drive")
    {
        Record.Waveforms.Add(new TimeWaveform(location, rateHz, Record.EventTimeUnixMicros,
            [.. Enumerable.Range(0, samples).Select(i => (float)at(i / (double)rateHz))]));
        return this;
    }

    public float[] Vector()
    {
        if (Record.Columns.Count == 0) Speed(double.NaN);
        var descriptors = new float[Descriptors.Count];
        _calculator.Compute(TelemetryRecordView.DecodeTrusted(Records.Encode(Record)), Setup, descriptors);
        return descriptors;
    }

    public Dictionary<string, float> Describe()
    {
        var descriptors = Vector();
        return Descriptors.All.ToDictionary(d => d.Name, d => descriptors[d.Index], StringComparer.Ordinal);
    }
}
