using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Queries;

/// <summary>All sessions; as many as people are signed in, each account's bounded.</summary>
public static class UserSessionsQuery
{
    private static readonly string Sql = $"SELECT {UserSessionRow.Table.ColumnList} FROM user_session";

    public static async Task<IReadOnlyList<UserSessionRow>> RunAsync(IConditionStore store, CancellationToken cancellationToken) =>
        (await store.QueryAsync(new StoreQuery(Sql), cancellationToken)).Read<UserSessionRow>();
}
