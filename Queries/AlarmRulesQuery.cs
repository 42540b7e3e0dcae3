using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>Every version of every rule: some hundreds of rows, which a process reads whole at start and after a change.</summary>
public static class AlarmRulesQuery
{
    private static readonly string Sql = $"SELECT {AlarmRuleRow.Table.ColumnList} FROM alarm_rule ORDER BY rule, version";

    private static readonly StoreQuery CountSql = new("SELECT count(*) AS versions FROM alarm_rule");

    public static async Task<IReadOnlyList<AlarmRuleRow>> RunAsync(IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read<AlarmRuleRow>();

    /// <summary>Number of versions. They are only ever added, so another number says that something changed.</summary>
    public static async Task<long> CountAsync(IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(CountSql, cancellationToken)).Read(r => r.Whole("versions"))[0];
}
