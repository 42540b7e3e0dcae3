using Maintenance.Core.Alarms;

namespace Maintenance.Dashboard.Display;

/// <summary>Display texts and codes of alarms. The hub sends the texts, so the client needs none of its own.</summary>
internal static class AlarmWords
{
    /// <summary>Priorities, most urgent first.</summary>
    public static IReadOnlyList<AlarmPriority> Priorities { get; } = [AlarmPriority.High, AlarmPriority.Medium, AlarmPriority.Low];

    public static string Priority(AlarmPriority priority) => priority switch
    {
        AlarmPriority.High => "high",
        AlarmPriority.Medium => "medium",
        _ => "low",
    };

    /// <summary>What a dry run says of a level.</summary>
    public static string DryRun(AlarmDryRunLevel level)
    {
        var text = $"{level.Level.Replace('_', ' ')}: would have alarmed {Count(level.Alarms, "time")}";
        if (level.InFlood > 0) text += $", {level.InFlood:N0} of them in a flood";
        if (level.Chattering > 0) text += $", chattering on {Count(level.Chattering, "drill")}";
        if (!double.IsNaN(level.MedianSeconds)) text += $"; median duration {Words.Age(TimeSpan.FromSeconds(level.MedianSeconds))}";
        return level.Standing > 0 ? $"{text}; {level.Standing:N0} still standing" : text;

        static string Count(int count, string what) => $"{count:N0} {what}{(count == 1 ? "" : "s")}";
    }

    public static string State(AlarmState state) => state switch
    {
        AlarmState.Normal => "normal",
        AlarmState.Unacknowledged => "unacknowledged",
        AlarmState.Acknowledged => "acknowledged",
        AlarmState.ReturnedUnacknowledged => "returned, unacknowledged",
        AlarmState.Latched => "latched, waits for reset",
        AlarmState.Shelved => "shelved",
        AlarmState.SuppressedByDesign => "suppressed by design",
        _ => "out of service",
    };

    /// <summary>The state as stored, in addresses and as a class.</summary>
    public static string Key(AlarmState state) => state switch
    {
        AlarmState.Normal => "normal",
        AlarmState.Unacknowledged => "unacknowledged",
        AlarmState.Acknowledged => "acknowledged",
        AlarmState.ReturnedUnacknowledged => "returned_unacknowledged",
        AlarmState.Latched => "latched",
        AlarmState.Shelved => "shelved",
        AlarmState.SuppressedByDesign => "suppressed_by_design",
        _ => "out_of_service",
    };

    /// <summary>An action of an operator, as a past event.</summary>
    public static string Action(string action) => action switch
    {
        OperatorActions.Acknowledge => "acknowledged",
        OperatorActions.Comment => "commented",
        OperatorActions.Assign => "assigned",
        OperatorActions.Shelve => "shelved",
        OperatorActions.ShelveOnce => "shelved until it returns",
        OperatorActions.Unshelve => "unshelved",
        OperatorActions.OutOfService => "taken out of service",
        OperatorActions.InService => "put into service",
        OperatorActions.Reset => "reset",
        OperatorActions.WorkOrder => "work order",
        _ => action.Replace('_', ' '),
    };

    /// <summary>True while it calls for somebody.</summary>
    public static bool IsCalling(AlarmState state) => state is AlarmState.Unacknowledged or AlarmState.ReturnedUnacknowledged;
}
