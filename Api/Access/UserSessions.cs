using System.Security.Claims;
using System.Security.Cryptography;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Microsoft.Extensions.Options;

namespace Maintenance.Api.Access;

/// <summary>
/// Sessions of people, in the store: any process can end one, and a copy of its cookie ends with it. A session ends when its person signs
/// out, when the account is deleted or gets another role, regions or password, and <see cref="AccessOptions.SessionMaxAge"/> after it
/// began.
/// Threading: any thread.
/// </summary>
public sealed class UserSessions(AccessTables tables, AuditTrail audit, IOptions<AccessOptions> options, TimeProvider clock)
{
    /// <summary>Sessions of one account; the oldest ends when another begins.</summary>
    public const int MaxPerAccount = 100;

    /// <summary>Begins a session, audited; the returned principal is for its cookie.</summary>
    /// <param name="account">The account whose password was verified.</param>
    /// <param name="address">Where the person is, for the audit.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<ClaimsPrincipal> BeginAsync(UserAccount account, string address, CancellationToken cancellationToken)
    {
        var now = UnixMicros.Now(clock);
        var session = new UserSessionRow
        {
            Session = RandomNumberGenerator.GetHexString(32, lowercase: true),
            UserKey = account.Key,
            StartedUnixMicros = now,
            ExpiresUnixMicros = now + UnixMicros.Length(options.Value.SessionMaxAge),
        };
        var known = (await tables.ReadAsync(cancellationToken)).Sessions;
        var over = known.Where(s => s.UserKey == account.Key).OrderByDescending(s => s.StartedUnixMicros).Skip(MaxPerAccount - 1);
        await tables.CommitAsync(
            new StoreCommit
            {
                Batches = [TableBatch.Of(session), TableBatch.Of(audit.Row(account.Name, "sign-in", address, detail: null))],
                Deleted = [.. known.Where(s => s.ExpiresUnixMicros <= now).Concat(over).Select(KeyOf)],
            },
            cancellationToken);
        return UserClaims.PrincipalOf(account, session.Session, AccessSchemes.Cookie);
    }

    /// <summary>Ends the session of a signed-in person; nothing for a program.</summary>
    public async Task EndAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (UserClaims.SessionOf(user) is not { } session) return;
        await tables.CommitAsync(
            new StoreCommit { Batches = [], Deleted = [new RowKey(StoreTables.UserSession, session)] }, cancellationToken);
    }

    /// <summary>True while the session lasts and its claims are those of the account. Programs' tokens last as long as the
    /// process.</summary>
    public async ValueTask<bool> IsCurrentAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (IsProgram(user)) return true;
        var known = await tables.ReadAsync(cancellationToken);
        if (UserClaims.SessionOf(user) is { } session && !known.TryGetSession(session, out _))
            known = await tables.ReadNewerAsync(cancellationToken);
        return IsCurrent(user, known);
    }

    /// <summary>As <see cref="IsCurrentAsync"/>, by what this process knows already; for callers too frequent to ask the store.</summary>
    public bool IsCurrentAsKnown(ClaimsPrincipal user) => IsProgram(user) || tables.Last is not { } known || IsCurrent(user, known);

    /// <summary>Asks the store what has changed.</summary>
    /// <exception cref="StoreException">The store cannot be read.</exception>
    public async Task RefreshAsync(CancellationToken cancellationToken) => await tables.ReadNewestAsync(cancellationToken);

    internal static RowKey KeyOf(UserSessionRow session) => new(StoreTables.UserSession, session.Session);

    private static bool IsProgram(ClaimsPrincipal user) => user.Identity?.AuthenticationType == AccessSchemes.Bearer;

    private bool IsCurrent(ClaimsPrincipal user, AccessSnapshot known) =>
        UserClaims.SessionOf(user) is { } session && known.TryGetSession(session, out var row)
        && row.ExpiresUnixMicros > UnixMicros.Now(clock)
        && known.ByKey(row.UserKey) is { } account && account.Stamp == user.FindFirstValue(UserClaims.Stamp);
}
