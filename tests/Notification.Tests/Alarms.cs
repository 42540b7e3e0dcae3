using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Notification.Tests;

/// <summary>Alarms as the book holds them.</summary>
internal static class Alarms
{
    public const string North = TwoRegionsFixture.North;
    public const string South = TwoRegionsFixture.South;

    /// <summary>2026-06-01T12:00:00Z, a Monday; 14:00 in Oslo.</summary>
    public static readonly long Noon = UnixMicros.Of(new DateTime(2026, 6, 1, 12, 0, 0, DateTimeKind.Utc));

    /// <summary>An alarm that stands, known when it began.</summary>
    public static Alarm Standing(
        string rule = "bearing_hot", AlarmPriority priority = AlarmPriority.Medium, string asset = North, long? onset = null) => new()
        {
            Asset = asset,
            Rule = rule,
            State = AlarmState.Unacknowledged,
            Priority = priority,
            HighestSinceAcknowledged = priority,
            IsActive = true,
            OnsetUnixMicros = onset ?? Noon,
            RaisedUnixMicros = onset ?? Noon,
            KnownAtUnixMicros = onset ?? Noon,
            ChangedUnixMicros = onset ?? Noon,
            Value = 98.5f,
            Limit = 95,
            Because = "bearing_temperature.max 98.5 above 95",
            Definition = new AlarmRule
            {
                Id = rule,
                Version = 1,
                Title = "Bearing hot",
                Levels = [],
                Cause = "Lack of grease.",
                Consequence = "The bearing seizes.",
                Action = "Reduce speed, then grease.",
                TimeToRespond = TimeSpan.FromMinutes(30),
            },
        };

    public static Alarm Acknowledged(this Alarm alarm) =>
        alarm with { State = AlarmState.Acknowledged, HighestSinceAcknowledged = null, AcknowledgedBy = "olga" };

    public static Alarm Returned(this Alarm alarm, long at) => alarm with
    {
        State = AlarmState.ReturnedUnacknowledged,
        IsActive = false,
        ReturnedUnixMicros = at,
        ChangedUnixMicros = at,
    };
}
