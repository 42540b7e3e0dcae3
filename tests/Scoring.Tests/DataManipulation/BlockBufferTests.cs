using Maintenance.Core.Assets;
using Maintenance.Core.Channels;
using Maintenance.Core.Conditions;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.Tests.Pipeline;

namespace Maintenance.Scoring.Tests.DataManipulation;

/// <summary>Readings that are laid out in memory are described bit for bit as the record that holds the same readings.</summary>
public sealed class BlockBufferTests
{
    private const int Readings = 600;
    private readonly DescriptorCalculator _calculator = new();
    private readonly BlockBuffer _buffer = new();

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 0)]
    [InlineData(false, 4_096)]
    public void A_record_is_described_as_its_encoded_bytes_are(bool timed, int samples)
    {
        var record = Record(timed, samples);
        Describe(_buffer.Fill(record)).ShouldBe(DescribeEncoded(record));
    }

    [Fact]
    public void Loose_readings_are_described_as_a_record_of_them_is()
    {
        var record = Record(timed: true, samples: 0);
        record.IntervalMicros = 0;
        // Named channels and channels without any value are no part of loose readings.
        record.Columns.RemoveAll(c => c.ChannelId >= StandardChannels.Count || Array.TrueForAll(c.Values, float.IsNaN));
        var readings = new SortedList<long, float[]>();
        for (var i = 0; i < Readings; i++)
        {
            var values = Enumerable.Repeat(float.NaN, StandardChannels.Count).ToArray();
            foreach (var column in record.Columns) values[column.ChannelId] = column.Values[i];
            readings.Add(record.Times![i], values);
        }
        var described = Describe(_buffer.Fill(readings));
        described.ShouldBe(DescribeEncoded(record));
        described.Count(bits => !float.IsNaN(BitConverter.Int32BitsToSingle(bits))).ShouldBeGreaterThan(10, "else this shows nothing");
    }

    [Fact]
    public void A_buffer_that_was_larger_leaves_nothing_behind()
    {
        var small = new TelemetryRecord { Asset = "D1", ReadingCount = 3, IntervalMicros = 100_000 };
        small.Columns.Add(new TelemetryColumn(StandardChannels.Torque, "", [1, 2, 3]));
        _buffer.Fill(Record(timed: true, samples: 4_096));
        Describe(_buffer.Fill(small)).ShouldBe(DescribeEncoded(small));
    }

    private int[] DescribeEncoded(TelemetryRecord record)
    {
        var view = TelemetryRecordView.DecodeTrusted(Records.Encode(record));
        return Describe(new BlockReadings(view, new int[view.ChannelCount]));
    }

    private int[] Describe(BlockReadings block)
    {
        var descriptors = new float[Descriptors.Count];
        _calculator.Compute(block, new DrillSetup(0.216, []), descriptors);
        return [.. descriptors.Select(BitConverter.SingleToInt32Bits)];
    }

    private static TelemetryRecord Record(bool timed, int samples)
    {
        var random = new Random(11);
        var record = new TelemetryRecord
        {
            Asset = "D1",
            ReadingCount = Readings,
            EventTimeUnixMicros = Records.Start,
            IntervalMicros = 1_000,
            Flags = timed ? RecordFlags.HasTimes : RecordFlags.Block,
            Times = timed ? [.. Enumerable.Range(0, Readings).Select(i => Records.Start + (i * 1_500L) + (i == 0 ? 0 : random.Next(1_000)))]
                : null,
        };
        for (var channel = StandardChannels.Count - 1; channel >= 0; channel--)
            record.Columns.Add(new TelemetryColumn(channel, "", [.. Enumerable.Range(0, Readings).Select(_ => Value(channel))]));
        record.Columns.Insert(3, new TelemetryColumn(TelemetryCodecV1.NamedChannel, "own",
            [.. Enumerable.Range(0, Readings).Select(i => (float)i)]));
        if (samples > 0)
            record.Waveforms.Add(new TimeWaveform("top-drive", 25_600, Records.Start,
            [.. Enumerable.Range(0, samples).Select(_ => random.NextSingle() - 0.5f)]));
        return record;

        float Value(int channel) => channel switch
        {
            StandardChannels.MudDensity => float.NaN,
            StandardChannels.OilPressure when random.Next(3) == 0 => float.NaN,
            _ => 100 + random.NextSingle(),
        };
    }
}
