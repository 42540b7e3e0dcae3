using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Tests.Web;

/// <summary>Alarms as the book holds them.</summary>
internal static class AlarmRows
{
    public static AlarmRule Rule(string id = "bearing_hot", string title = "Bearing hot", AlarmCondition? when = null) => new()
    {
        Id = id, Version = 1, Title = title,
        Levels = [new("high", AlarmPriority.Medium, when ?? new AlarmCondition.Compare("bearing_temperature.max", AlarmComparison.Above,
            95, 3, null))],
        Cause = "Grease is gone.", Consequence = "The bearing seizes.", Action = "Reduce the speed.",
        TimeToRespond = TimeSpan.FromMinutes(30),
    };

    public static Alarm Of(string asset, AlarmRule? rule = null, AlarmPriority priority = AlarmPriority.Medium,
        AlarmState state = AlarmState.Unacknowledged, int onsetSeconds = 0)
    {
        var onset = UnixMicros.Of(Rows.Noon.AddSeconds(onsetSeconds));
        return new Alarm
        {
            Asset = asset, Rule = (rule ??= Rule()).Id, Definition = rule, State = state, Priority = priority, Level = "high",
            IsActive = true,
            HighestSinceAcknowledged = priority, OnsetUnixMicros = onset, RaisedUnixMicros = onset, KnownAtUnixMicros = onset,
            ChangedUnixMicros = onset, Value = 97.3f, Limit = 95,
        };
    }
}
