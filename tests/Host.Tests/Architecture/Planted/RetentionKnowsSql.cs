namespace Maintenance.Store.Retention.Planted;

/// <summary>Breaks a rule, so that a test sees that the rule finds it.</summary>
internal sealed class RetentionKnowsSql
{
    public Maintenance.Store.Sql.ConditionStoreOptions? Known { get; set; }
}
