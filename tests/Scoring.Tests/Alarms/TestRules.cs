using Maintenance.Core.Alarms;

namespace Maintenance.Scoring.Tests.Alarms;

/// <summary>Rules for tests.</summary>
internal static class TestRules
{
    /// <summary>A rule with one level.</summary>
    public static AlarmRule Rule(
        string id, AlarmCondition when, int onDelaySeconds = 0, int offDelaySeconds = 0, AlarmCondition? filter = null, int count = 1,
        int withinSeconds = 0) => new()
        {
            Id = id,
            Version = 1,
            Title = id,
            Levels = [new AlarmLevel("high", AlarmPriority.Medium, when)],
            While = filter,
            OnDelay = TimeSpan.FromSeconds(onDelaySeconds),
            OffDelay = TimeSpan.FromSeconds(offDelaySeconds),
            Count = count,
            Within = TimeSpan.FromSeconds(withinSeconds),
            Cause = "-",
            Consequence = "-",
            Action = "-",
            TimeToRespond = TimeSpan.FromMinutes(10),
        };

    public static AlarmCondition Above(string signal, double limit, double deadband = 0) =>
        new AlarmCondition.Compare(signal, AlarmComparison.Above, limit, deadband, null);

    public static AlarmCondition Below(string signal, double limit, double deadband = 0) =>
        new AlarmCondition.Compare(signal, AlarmComparison.Below, limit, deadband, null);

    public static AlarmCondition Is(string signal, string word) =>
        new AlarmCondition.Compare(signal, AlarmComparison.Is, double.NaN, 0, word);

    public static AlarmCondition All(params AlarmCondition[] conditions) => new AlarmCondition.All(conditions);

    public static AlarmCondition Any(params AlarmCondition[] conditions) => new AlarmCondition.Any(conditions);

    public static AlarmCondition Not(AlarmCondition condition) => new AlarmCondition.Not(condition);
}
