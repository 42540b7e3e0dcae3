namespace Maintenance.Core.Alarms;

/// <summary>Words of <c>operator_action.action</c>.</summary>
public static class OperatorActions
{
    /// <summary>Acknowledges an alarm.</summary>
    public const string Acknowledge = "acknowledge";

    /// <summary>Adds a comment.</summary>
    public const string Comment = "comment";

    /// <summary>Gives an alarm to somebody, or to nobody.</summary>
    public const string Assign = "assign";

    /// <summary>Silences an alarm until a time.</summary>
    public const string Shelve = "shelve";

    /// <summary>Silences an alarm until it returns to normal, at most until a time.</summary>
    public const string ShelveOnce = "shelve_once";

    /// <summary>Ends shelving.</summary>
    public const string Unshelve = "unshelve";

    /// <summary>Takes an alarm out of service; of a whole asset without a rule, of a rig with <c>{"rig": …}</c>.</summary>
    public const string OutOfService = "out_of_service";

    /// <summary>Puts back into service what <see cref="OutOfService"/> took out.</summary>
    public const string InService = "in_service";

    /// <summary>Resets a latched alarm.</summary>
    public const string Reset = "reset";

    /// <summary>Changes a rule.</summary>
    public const string RuleChange = "rule_change";

    /// <summary>Raises or changes a work order; of an alarm with its asset and rule and <c>{"workOrder": …}</c>.</summary>
    public const string WorkOrder = "work_order";

    /// <summary>Changes who is told of alarms.</summary>
    public const string NotificationChange = "notification_change";

    /// <summary>True of what takes out of service or puts back: without a rule it is about a whole asset or rig.</summary>
    public static bool IsService(string action) => action is OutOfService or InService;

    /// <summary>What an action on one alarm does to its state; null when it does nothing to it.</summary>
    public static AlarmTriggerKind? TriggerOf(string action) => action switch
    {
        Acknowledge => AlarmTriggerKind.Acknowledge,
        Reset => AlarmTriggerKind.Reset,
        Shelve => AlarmTriggerKind.Shelve,
        ShelveOnce => AlarmTriggerKind.ShelveOnce,
        Unshelve => AlarmTriggerKind.Unshelve,
        OutOfService => AlarmTriggerKind.TakeOutOfService,
        InService => AlarmTriggerKind.PutInService,
        _ => null,
    };
}
