namespace Maintenance.Notification.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class NotificationKnowsStore
{
    public Maintenance.Store.Sql.ConditionStoreOptions? Known { get; set; }
}
