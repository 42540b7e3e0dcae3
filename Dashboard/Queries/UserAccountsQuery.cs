using Maintenance.Core.Ports;
using Maintenance.Dashboard.Access;

namespace Maintenance.Dashboard.Queries;

/// <summary>All accounts: few, and kept in memory by <see cref="UserAccounts"/>.</summary>
internal static class UserAccountsQuery
{
    private const string Sql = "SELECT name, role, regions, password_hash, created FROM user_account";

    public static async Task<IReadOnlyList<UserAccount>> RunAsync(IConditionStore store, CancellationToken cancellationToken)
    {
        var result = await store.QueryAsync(new StoreQuery(Sql), cancellationToken);
        // A role this build does not know gives the least there is.
        return [.. result.Rows.Select(r => new UserAccount(
            Cell.Text(r[0]), Roles.TryParse(Cell.TextOrNull(r[1]), out var role) ? role : Role.Viewer,
            RegionScope.Parse(Cell.TextOrNull(r[2])), Cell.TextOrNull(r[3]) ?? "", Cell.UnixMicros(r[4])))];
    }
}
