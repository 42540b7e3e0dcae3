using Maintenance.Core.Channels;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Alarms;

/// <summary>
/// Signals from the closed minutes before a block: rate of change and distance from the drill's own baseline. A pure function of the
/// minutes; they are the same for all blocks of a minute.
/// </summary>
internal static class MinuteSignals
{
    /// <summary>Minutes that a rate of change looks back.</summary>
    public const int RateMinutes = 10;

    /// <summary>Minutes of the baseline before the last closed one: with it two hours, which are in memory anyway.</summary>
    public const int BaselineMinutes = TrendAssessor.MaxMinutes - 1;

    /// <summary>How many closed minutes before a block a kind of signal depends on.</summary>
    public static int Reach(SignalKind kind) => kind switch
    {
        SignalKind.Rate => RateMinutes,
        SignalKind.Deviation => BaselineMinutes + 1,
        _ => 0,
    };

    private const int MinRateMinutes = 5;
    private const int MinBaselineMinutes = 20;

    /// <summary>Standard deviation of a normal distribution by its median absolute deviation.</summary>
    private const double RobustScale = 1.4826;

    /// <summary>Smallest spread as a share of the median: a signal without noise has no unit of deviation of its own.</summary>
    private const double SmallestSpread = 0.001;

    /// <summary>Column of a minute that holds a channel's mean; −1 when none does.</summary>
    public static int ColumnOf(int channel) => channel switch
    {
        StandardChannels.Torque => (int)MinuteColumn.Torque,
        StandardChannels.HookLoad => (int)MinuteColumn.HookLoad,
        StandardChannels.StandpipePressure => (int)MinuteColumn.StandpipePressure,
        StandardChannels.MudFlowIn => (int)MinuteColumn.MudFlowIn,
        StandardChannels.MudFlowOut => (int)MinuteColumn.MudFlowOut,
        StandardChannels.RotarySpeed => (int)MinuteColumn.RotarySpeed,
        StandardChannels.WeightOnBit => (int)MinuteColumn.WeightOnBit,
        StandardChannels.RateOfPenetration => (int)MinuteColumn.RateOfPenetration,
        StandardChannels.BitDepth => (int)MinuteColumn.BitDepth,
        StandardChannels.HoleDepth => (int)MinuteColumn.HoleDepth,
        StandardChannels.BearingTemperature => (int)MinuteColumn.BearingTemperature,
        StandardChannels.MotorTemperature => (int)MinuteColumn.MotorTemperature,
        StandardChannels.GearboxTemperature => (int)MinuteColumn.GearboxTemperature,
        StandardChannels.MudTemperature => (int)MinuteColumn.MudTemperature,
        StandardChannels.Inclination => (int)MinuteColumn.Inclination,
        StandardChannels.OilPressure => (int)MinuteColumn.OilPressure,
        StandardChannels.MotorCurrent => (int)MinuteColumn.MotorCurrent,
        _ => -1,
    };

    /// <summary>Slope of the least-squares line, per hour; NaN when fewer than half of the minutes have a value.</summary>
    /// <param name="minutes">The minutes that count, ascending.</param>
    /// <param name="column">Column.</param>
    public static float RateOf(ReadOnlySpan<Minute> minutes, int column)
    {
        var (n, sumX, sumY, sumXx, sumXy) = (0, 0d, 0d, 0d, 0d);
        foreach (var minute in minutes)
        {
            double x = minute.Number - minutes[0].Number, y = minute.Values[column];
            if (double.IsNaN(y)) continue;
            (n, sumX, sumY, sumXx, sumXy) = (n + 1, sumX + x, sumY + y, sumXx + (x * x), sumXy + (x * y));
        }
        var spread = (n * sumXx) - (sumX * sumX);
        return n < MinRateMinutes || spread <= 0 ? float.NaN : (float)(60 * ((n * sumXy) - (sumX * sumY)) / spread);
    }

    /// <summary>
    /// Distance of the last minute from the median of those before it in the same operating state, in robust standard deviations; NaN
    /// when it has no value or fewer than 20 of them have one.
    /// </summary>
    /// <param name="minutes">The last minute and the baseline before it, ascending.</param>
    /// <param name="last">Number of the last closed minute.</param>
    /// <param name="column">Column.</param>
    /// <param name="scratch">At least as long as <paramref name="minutes"/>.</param>
    public static float DeviationOf(ReadOnlySpan<Minute> minutes, long last, int column, Span<float> scratch)
    {
        if (minutes.IsEmpty || minutes[^1].Number != last || float.IsNaN(minutes[^1].Values[column])) return float.NaN;
        var (value, state, n) = (minutes[^1].Values[column], StateOf(minutes[^1]), 0);
        foreach (var minute in minutes[..^1])
            if (StateOf(minute) == state && !float.IsNaN(minute.Values[column])) scratch[n++] = minute.Values[column];
        if (n < MinBaselineMinutes) return float.NaN;
        var values = scratch[..n];
        var median = MedianOf(values);
        foreach (ref var v in values) v = Math.Abs(v - median);
        var spread = Math.Max(RobustScale * MedianOf(values), SmallestSpread * Math.Abs(median));
        return spread > 0 ? (float)((value - median) / spread) : value == median ? 0 : float.NaN;
    }

    private static int StateOf(Minute minute) =>
        (minute[MinuteColumn.Drilling] > 0.5f ? 2 : 0) + (minute[MinuteColumn.Turning] > 0.5f ? 1 : 0);

    private static float MedianOf(Span<float> values)
    {
        values.Sort();
        return values[(values.Length - 1) / 2];
    }
}
