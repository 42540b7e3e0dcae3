using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Trends;
using Maintenance.Simulator.Player;

namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>Minutes of a recording: mean, least and greatest value of each channel over the readings of the minute.</summary>
internal static class RecordedMinutes
{
    private static readonly (int Channel, MinuteColumn Mean, MinuteColumn? Min, MinuteColumn? Max)[] Columns =
    [
        (StandardChannels.Torque, MinuteColumn.Torque, MinuteColumn.TorqueMin, MinuteColumn.TorqueMax),
        (StandardChannels.HookLoad, MinuteColumn.HookLoad, MinuteColumn.HookLoadMin, MinuteColumn.HookLoadMax),
        (StandardChannels.StandpipePressure, MinuteColumn.StandpipePressure, MinuteColumn.StandpipePressureMin,
            MinuteColumn.StandpipePressureMax),
        (StandardChannels.MudFlowIn, MinuteColumn.MudFlowIn, null, null),
        (StandardChannels.MudFlowOut, MinuteColumn.MudFlowOut, null, null),
        (StandardChannels.RotarySpeed, MinuteColumn.RotarySpeed, null, null),
        (StandardChannels.WeightOnBit, MinuteColumn.WeightOnBit, null, null),
        (StandardChannels.RateOfPenetration, MinuteColumn.RateOfPenetration, null, null),
        (StandardChannels.BitDepth, MinuteColumn.BitDepth, MinuteColumn.BitDepthMin, MinuteColumn.BitDepthMax),
        (StandardChannels.HoleDepth, MinuteColumn.HoleDepth, null, null),
        (StandardChannels.BlockPosition, MinuteColumn.BlockPositionMin, MinuteColumn.BlockPositionMin, MinuteColumn.BlockPositionMax),
    ];

    /// <summary>Reads all of a recording, of each asset the minutes in order.</summary>
    public static async Task<IReadOnlyDictionary<string, List<Minute>>> ReadAsync(IRecordedSource source,
        CancellationToken cancellationToken)
    {
        var assets = new SortedDictionary<string, SortedDictionary<long, Sums>>(StringComparer.Ordinal);
        await foreach (var record in source.ReadAsync(cancellationToken))
        {
            if (!assets.TryGetValue(record.Asset, out var minutes)) assets[record.Asset] = minutes = [];
            for (var i = 0; i < record.ReadingCount; i++)
            {
                var time = record.Times?[i] ?? record.EventTimeUnixMicros + (i * (long)record.IntervalMicros);
                var number = MinuteRollUp.NumberOf(time);
                if (!minutes.TryGetValue(number, out var sums)) minutes[number] = sums = new Sums();
                foreach (var column in record.Columns)
                    if (column.ChannelId != TelemetryCodecV1.NamedChannel) sums.Add(column.ChannelId, column.Values[i]);
            }
        }
        return assets.ToDictionary(a => a.Key, a => a.Value.Select(m => m.Value.ToMinute(m.Key)).ToList());
    }

    /// <summary>A minute without any value.</summary>
    public static Minute Empty(long number)
    {
        var minute = new Minute { Number = number, Blocks = 1 };
        Array.Fill(minute.Values, float.NaN);
        return minute;
    }

    private sealed class Sums
    {
        private readonly (double Sum, int Count, float Min, float Max)[] _columns = new (double, int, float, float)[Columns.Length];

        public void Add(int channel, float value)
        {
            var at = Array.FindIndex(Columns, c => c.Channel == channel);
            if (at < 0 || float.IsNaN(value)) return;
            ref var column = ref _columns[at];
            column = column.Count == 0 ? (value, 1, value, value)
                : (column.Sum + value, column.Count + 1, MathF.Min(column.Min, value), MathF.Max(column.Max, value));
        }

        public Minute ToMinute(long number)
        {
            var minute = Empty(number);
            foreach (var (i, (_, mean, min, max)) in Columns.Index())
            {
                if (_columns[i].Count == 0) continue;
                minute[mean] = (float)(_columns[i].Sum / _columns[i].Count);
                if (min is { } least) minute[least] = _columns[i].Min;
                if (max is { } greatest) minute[greatest] = _columns[i].Max;
            }
            return minute;
        }
    }
}
