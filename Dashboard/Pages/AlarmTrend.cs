using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Dashboard.Display;
using Maintenance.Queries;

namespace Maintenance.Dashboard.Pages;

/// <summary>The alarm's signal around its onset, with its limit; of a channel or the health index, which are what charts show.</summary>
/// <param name="Signal">What is charted.</param>
/// <param name="Range">From a while before the onset to a while after the end.</param>
/// <param name="History">The series.</param>
internal sealed record AlarmTrend(ShownSignal Signal, TimeRange Range, ChannelHistory History)
{
    private const int Points = 240;
    private static readonly TimeSpan Shortest = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Longest = TimeSpan.FromDays(2);

    /// <summary>Name of the series in the history.</summary>
    public string Series => Signal.Channel?.Name ?? HealthHistoryQuery.SeriesName;

    /// <summary>Null when the signal is none that can be charted.</summary>
    public static async Task<AlarmTrend?> LoadAsync(
        IConditionStore store, Alarm alarm, UserPreferences preferences, long nowUnixMicros, CancellationToken cancellationToken)
    {
        if (alarm.OnsetUnixMicros == UnixMicros.None || ShownSignal.Of(alarm.Definition, alarm.Level,
            preferences.Units) is not { } signal) return null;
        var range = RangeOf(alarm, nowUnixMicros);
        if (signal.Channel is { } channel)
            return new(signal, range, await ChannelHistoryQuery.RunAsync(store, alarm.Asset, range, Points, [channel], cancellationToken));
        return signal.IsHealth
            ? new(signal, range, await HealthHistoryQuery.RunAsync(store, alarm.Asset, range, Points, cancellationToken)) : null;
    }

    /// <summary>As long before the onset as after it, at least ten minutes, at most two days.</summary>
    internal static TimeRange RangeOf(Alarm alarm, long nowUnixMicros)
    {
        var end = alarm.ReturnedUnixMicros == UnixMicros.None ? nowUnixMicros : alarm.ReturnedUnixMicros;
        var half = Math.Clamp(end - alarm.OnsetUnixMicros, UnixMicros.Length(Shortest), UnixMicros.Length(Longest));
        return new TimeRange(alarm.OnsetUnixMicros - half, alarm.OnsetUnixMicros + half);
    }
}
