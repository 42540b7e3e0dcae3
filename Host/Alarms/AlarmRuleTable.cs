using Maintenance.Core.Alarms;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Queries;

namespace Maintenance.Host.Alarms;

/// <summary>Keeps the rules of this process and the table <c>alarm_rule</c> in sync.</summary>
internal static partial class AlarmRuleTable
{
    /// <summary>
    /// Adds the default rules that the store does not know, of which it has no version at all: what somebody changed or removed stays so.
    /// Processes that start at once write the same rows.
    /// </summary>
    public static async Task SeedAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var known = (await AlarmRulesQuery.RunAsync(store, cancellationToken)).Select(r => r.Rule).ToHashSet(StringComparer.Ordinal);
        AlarmRuleRow[] missing = [.. AlarmRuleDefaults.Rows.Where(r => !known.Contains(r.Rule))];
        if (missing.Length > 0)
            await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(missing)] }, cancellationToken);
    }

    /// <summary>Reads the table and judges by it from now on.</summary>
    /// <returns>Number of versions read.</returns>
    public static async Task<long> LoadAsync(IConditionStore store, AlarmRules rules, ILogger logger, CancellationToken cancellationToken)
    {
        var rows = await AlarmRulesQuery.RunAsync(store, cancellationToken);
        var set = AlarmRuleSet.Of(rows);
        foreach (var problem in set.Problems) LogUnreadable(logger, problem);
        rules.Use(set);
        return rows.Count;
    }

    [LoggerMessage(6006, LogLevel.Error, "A definition of an alarm rule cannot be read and does not apply: {Problem}")]
    private static partial void LogUnreadable(ILogger logger, string problem);
}
