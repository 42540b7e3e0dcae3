using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>Makes records whose values are a function of their time only: a reading is the same wherever and whenever it is sent.</summary>
internal static class Records
{
    public const long Start = 1_700_000_000_000_000;
    public const long Second = 1_000_000;

    /// <summary>Readings of a second.</summary>
    public const int PerSecond = 10;

    private const int IntervalMicros = 100_000;

    /// <summary>A numbered one-second block of 10 readings, or some of its readings.</summary>
    public static TelemetryRecord Block(
        string asset, int second, long epoch = 1, long received = 0, int first = 0, int count = PerSecond) => Made(
        new TelemetryRecord
        {
            Asset = asset,
            Flags = RecordFlags.Block | RecordFlags.Sequenced,
            Epoch = epoch,
            Sequence = ((long)PerSecond * second) + first,
            EventTimeUnixMicros = Start + (second * Second) + (first * IntervalMicros),
            ReceivedUnixMicros = received == 0 ? Start + (second + 2) * Second : received,
            IntervalMicros = IntervalMicros,
            ReadingCount = count,
        });

    /// <summary>Times of the readings of a second's block, µs after the start.</summary>
    public static IEnumerable<long> TimesOf(int second) =>
        Enumerable.Range(0, PerSecond).Select(i => (second * Second) + (i * IntervalMicros));

    /// <summary>Loose readings at the given times (µs after the start).</summary>
    public static TelemetryRecord Loose(string asset, IReadOnlyList<long> times, long received = Start, long? sequence = null) => Made(
        new TelemetryRecord
        {
            Asset = asset,
            Flags = RecordFlags.HasTimes | (sequence is null ? RecordFlags.None : RecordFlags.Sequenced),
            Epoch = sequence is null ? 0 : 1,
            Sequence = sequence ?? 0,
            EventTimeUnixMicros = Start + times[0],
            ReceivedUnixMicros = received,
            ReadingCount = times.Count,
            Times = [.. times.Select(t => Start + t)],
        });

    public static byte[] Encode(TelemetryRecord record)
    {
        var bytes = new byte[TelemetryCodecV1.GetSize(record)];
        TelemetryCodecV1.Encode(record, bytes);
        return bytes;
    }

    private static TelemetryRecord Made(TelemetryRecord record)
    {
        Add(StandardChannels.RotarySpeed, t => t / (30 * Second) % 5 == 4 ? 0 : 120 + 7 * Wave(t, 3));
        Add(StandardChannels.Torque, t => 15_000 + 4_000 * Wave(t, 41));
        Add(StandardChannels.VibrationLateral, t => 2 * Wave(t, 1) + Wave(t, 97));
        Add(StandardChannels.BearingTemperature, t => 60 + 5 * Wave(t, 300));
        Add(StandardChannels.HoleDepth, t => 1_000 + t / (float)(1_000 * Second));
        Add(StandardChannels.BitDepth, t => 1_000 + t / (float)(1_000 * Second) - (t / (70 * Second) % 2 == 0 ? 0 : 2));
        return record;

        void Add(int channel, Func<long, float> valueAt)
        {
            var values = new float[record.ReadingCount];
            for (var i = 0; i < values.Length; i++)
                values[i] = valueAt((record.Times?[i] ?? record.EventTimeUnixMicros + i * record.IntervalMicros) - Start);
            record.Columns.Add(new TelemetryColumn(channel, "", values));
        }
    }

    private static float Wave(long time, double periodSeconds) => (float)Math.Sin(2 * Math.PI * time / (periodSeconds * 1.37 * Second));
}
