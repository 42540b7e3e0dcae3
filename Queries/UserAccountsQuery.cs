using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>All accounts; few, and cached in memory for sign-in.</summary>
public static class UserAccountsQuery
{
    private static readonly string Sql = $"SELECT {UserAccountRow.Table.ColumnList} FROM user_account";

    public static async Task<IReadOnlyList<UserAccountRow>> RunAsync(IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read<UserAccountRow>();
}
