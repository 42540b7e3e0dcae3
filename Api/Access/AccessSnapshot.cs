using Maintenance.Core.Tables;

namespace Maintenance.Api.Access;

/// <summary>Accounts and sessions as the store held them at one time.</summary>
public sealed class AccessSnapshot
{
    private readonly Dictionary<string, UserAccount> _byKey = new(StringComparer.Ordinal);
    private readonly Dictionary<string, UserSessionRow> _sessions = new(StringComparer.Ordinal);

    /// <param name="accounts">Rows, of which several may have one name: an older build told <c>Admin</c> from <c>admin</c>.</param>
    /// <param name="sessions">Rows.</param>
    /// <param name="read">Timestamp of the clock before they were read.</param>
    public AccessSnapshot(IReadOnlyList<UserAccountRow> accounts, IReadOnlyList<UserSessionRow> sessions, long read)
    {
        Read = read;
        foreach (var session in sessions) _sessions[session.Session] = session;
        // Of rows with one name, the one that is spelt as such counts, otherwise the oldest.
        var all = accounts.Select(UserAccount.Of).OrderBy(a => a.Key, StringComparer.Ordinal)
            .ThenByDescending(a => string.Equals(a.Name, a.Key, StringComparison.Ordinal)).ThenBy(a => a.CreatedUnixMicros)
            .ThenBy(a => a.Name, StringComparer.Ordinal);
        Accounts = [.. all.Select(Place)];
    }

    public long Read { get; }

    /// <summary>Every stored account, also those that cannot be reached, by name.</summary>
    public IReadOnlyList<UserAccount> Accounts { get; }

    public IReadOnlyCollection<UserSessionRow> Sessions => _sessions.Values;

    /// <summary>The account that a name, however written, signs in to.</summary>
    public UserAccount? ByKey(string key) => _byKey.GetValueOrDefault(key);

    /// <summary>The account that an administrator means: the row of exactly this name, otherwise the one it signs in to.</summary>
    public UserAccount? Meant(string name) =>
        Accounts.FirstOrDefault(a => string.Equals(a.Name, name, StringComparison.Ordinal)) ?? ByKey(Names.UserName.Key(name));

    public bool TryGetSession(string session, out UserSessionRow row) => _sessions.TryGetValue(session, out row);

    private UserAccount Place(UserAccount account)
    {
        if (!account.IsReachable || _byKey.TryAdd(account.Key, account)) return account;
        return account with
        {
            IsReachable = false,
            Problem = $"has the same name as '{_byKey[account.Key].Name}', so nobody can sign in to it: rename or delete it",
        };
    }
}
