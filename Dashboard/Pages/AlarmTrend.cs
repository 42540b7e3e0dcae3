using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Pages;

/// <summary>What the alarm is about, around its onset: the channel of its signal, with the limit, or the health index.</summary>
/// <param name="Signal">What is charted.</param>
/// <param name="Limit">Limit of the alarm; null when what is charted is not what is limited.</param>
/// <param name="Range">From a while before the onset to a while after the end.</param>
/// <param name="History">The series.</param>
internal sealed record AlarmTrend(ShownSignal Signal, float? Limit, TimeRange Range, ChannelHistory History)
{
    private const int Points = 240;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    /// <summary>Name of the series in the history.</summary>
    public string Series => Signal.Channel?.Name ?? HealthHistoryQuery.SeriesName;

    /// <summary>Null when it is not known since when the alarm stands.</summary>
    public static async Task<AlarmTrend?> LoadAsync(
        IConditionStore store, Alarm alarm, UserPreferences preferences, long nowUnixMicros, CancellationToken cancellationToken)
    {
        if (alarm.OnsetUnixMicros == UnixMicros.None) return null;
        var signal = ShownSignal.ChartOf(alarm.Definition, alarm.Level, preferences.Units);
        var isOwn = signal == ShownSignal.Of(alarm.Definition, alarm.Level, preferences.Units);
        var range = RangeOf(alarm, nowUnixMicros);
        var history = signal.Channel is { } channel
            ? await ChannelHistoryQuery.RunAsync(store, alarm.Asset, range, Points, [channel], cancellationToken)
            : await HealthHistoryQuery.RunAsync(store, alarm.Asset, range, Points, cancellationToken);
        return new(signal, isOwn && float.IsFinite(alarm.Limit) ? alarm.Limit : null, range, history);
    }

    /// <summary>As long before the onset as after it, at least ten minutes, at most two days.</summary>
    internal static TimeRange RangeOf(Alarm alarm, long nowUnixMicros)
    {
        var end = alarm.ReturnedUnixMicros == UnixMicros.None ? nowUnixMicros : alarm.ReturnedUnixMicros;
        var half = Math.Clamp(end - alarm.OnsetUnixMicros, UnixMicros.Length(Shortest), UnixMicros.Length(Longest));
        return new TimeRange(alarm.OnsetUnixMicros - half, alarm.OnsetUnixMicros + half);
    }
}
