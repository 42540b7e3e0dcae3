using Maintenance.Api.Access.Names;
using Maintenance.Api.Access.Passwords;
using Maintenance.Core.Assets;
using Maintenance.Core.Business;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Api.Access;

/// <summary>Changes accounts by the rules of this product. Threading: any thread; changes of one process are made one after
/// another.</summary>
public sealed class AccountAdministration(AccessTables tables, UserAccounts accounts, AuditTrail audit, TimeProvider clock)
    : IAccounts, IDisposable
{
    private const string LastAdmin = "is the last account that can administer accounts (role admin, all regions): give another one that "
        + "role first.";

    private readonly SemaphoreSlim _changing = new(1, 1);

    public async Task<IReadOnlyList<AccountSummary>> ListAsync(CancellationToken cancellationToken) =>
    [
        .. (await tables.ReadAsync(cancellationToken)).Accounts.Select(a => new AccountSummary(
            a.Name, Roles.NameOf(a.Role), a.Regions.ToString(), UnixMicros.ToUtc(a.CreatedUnixMicros), ProblemOf(a))),
    ];

    public Task SaveAsync(string name, string? role, string? regions, string? password, string actor,
        CancellationToken cancellationToken) =>
        ChangeAsync(
            async known =>
            {
                var existing = known.Meant(name);
                var errors = new List<KeyValuePair<string, string>>();
                if (existing is null && NewNameProblem(name, known, renamed: null) is { } problem) errors.Add(new("name", problem));
                var newRole = existing?.Role ?? Role.Viewer;
                if ((role is not null || existing is null) && !Roles.TryParse(role, out newRole))
                    errors.Add(new("role", $"'{role}' is not allowed; expected one of {string.Join(", ", Roles.Names)}."));
                var scope = regions is null && existing is not null ? existing.Regions : RegionScope.Parse(regions);
                if (!scope.IsAll && scope.Regions.Count == 0)
                    errors.Add(new("regions", "is empty; expected * or names separated by commas."));
                var isNewPassword = password is not null || existing is null;
                if (isNewPassword && PasswordRules.ProblemOf(name, password) is { } weakness) errors.Add(new("password", weakness));
                if (errors.Count > 0) throw new AccountRefusedException(errors);
                if (existing is { IsReachable: false }) throw Conflict(existing.Problem + ".");
                if (existing is not null && !(newRole == Role.Admin && scope.IsAll)) RequireAnotherAdmin(existing, known);

                var stored = existing?.Name ?? UserName.Key(name);
                var saved = new UserAccount(
                    stored, newRole, scope,
                    isNewPassword ? await accounts.SealAsync(stored, password!, cancellationToken) : existing!.ProtectedHash,
                    isNewPassword ? UnixMicros.Now(clock) : existing!.CreatedUnixMicros)
                {
                    Department = existing?.Department,
                    TourEndedUnixMicros = existing?.TourEndedUnixMicros ?? UnixMicros.None,
                };
                return new Change(stored, "save-account", $"{Roles.NameOf(newRole)} of {scope}", saved, existing);
            },
            actor, cancellationToken);

    public Task DeleteAsync(string name, string actor, CancellationToken cancellationToken) => ChangeAsync(
        known =>
        {
            var existing = Require(name, known);
            RequireAnotherAdmin(existing, known);
            return Task.FromResult(new Change(existing.Name, "delete-account", null, null, existing));
        },
        actor, cancellationToken);

    public Task RenameAsync(string name, string newName, string actor, CancellationToken cancellationToken) => ChangeAsync(
        known =>
        {
            var existing = Require(name, known);
            if (NewNameProblem(newName, known, existing) is { } problem) throw new AccountRefusedException("newName", problem);
            var renamed = existing with { Name = UserName.Key(newName) };
            return Task.FromResult(new Change(existing.Name, "rename-account", $"to {renamed.Name}", renamed, existing));
        },
        actor, cancellationToken);

    /// <summary>
    /// Changes the password of a person's own account, audited; all its sessions end. Null if the current password is wrong.
    /// </summary>
    /// <exception cref="AccountRefusedException">The new password is refused.</exception>
    public async Task<UserAccount?> ChangePasswordAsync(string name, string current, string password, CancellationToken cancellationToken)
    {
        if (await accounts.VerifyAsync(name, current, cancellationToken) is not { } account) return null;
        if (string.Equals(PasswordRules.Normalize(current), PasswordRules.Normalize(password), StringComparison.Ordinal))
            throw new AccountRefusedException("password", "is the current one; choose another.");
        if (PasswordRules.ProblemOf(account.Name, password) is { } weakness) throw new AccountRefusedException("password", weakness);
        var changed = account with
        {
            ProtectedHash = await accounts.SealAsync(account.Name, password, cancellationToken),
            CreatedUnixMicros = UnixMicros.Now(clock),
        };
        await ChangeAsync(
            known => known.ByKey(account.Key)?.Stamp == account.Stamp
                ? Task.FromResult(new Change(account.Name, "change-password", null, changed, account))
                : throw Conflict("was changed meanwhile; try again."),
            account.Name, cancellationToken);
        return changed;
    }

    /// <summary>Sets whose start page a person sees first; their sessions go on.</summary>
    /// <param name="name">The person.</param>
    /// <param name="department">One of <see cref="Departments.All"/>; empty for none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AccountRefusedException">It is none of them, or there is no such account.</exception>
    public Task ChooseDepartmentAsync(string name, string? department, CancellationToken cancellationToken)
    {
        var chosen = string.IsNullOrEmpty(department) ? null : department;
        if (chosen is not null && !Departments.All.Contains(chosen))
            throw new AccountRefusedException("department", $"'{department}' is not one of {string.Join(", ", Departments.All)}.");
        return SettleAsync(name, "choose-department", chosen ?? "none", a => a with { Department = chosen }, cancellationToken);
    }

    /// <summary>A person has seen the tour, or does not want to.</summary>
    /// <exception cref="AccountRefusedException">There is no such account.</exception>
    public Task EndTourAsync(string name, CancellationToken cancellationToken) =>
        SettleAsync(name, "end-tour", null, a => a with { TourEndedUnixMicros = UnixMicros.Now(clock) }, cancellationToken);

    /// <summary>Creates or resets an account whatever its password: for the first start.</summary>
    internal async Task ResetAsync(string name, string password, CancellationToken cancellationToken)
    {
        var known = await tables.ReadNewestAsync(cancellationToken);
        var existing = known.ByKey(UserName.Key(name));
        var stored = existing?.Name ?? name;
        var saved = new UserAccount(
            stored, Role.Admin, RegionScope.All, await accounts.SealAsync(stored, password, cancellationToken), UnixMicros.Now(clock))
        {
            Department = existing?.Department,
            TourEndedUnixMicros = existing?.TourEndedUnixMicros ?? UnixMicros.None,
        };
        await tables.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(saved.ToRow())] }, cancellationToken);
    }

    public void Dispose() => _changing.Dispose();

    private string? ProblemOf(UserAccount account) => account.Problem
        ?? (accounts.CanOpen(account) ? null : "has a password that was sealed with keys that are lost: set another, or delete it");

    private static AccountRefusedException Conflict(string message) => new("name", message) { IsConflict = true };

    private static UserAccount Require(string name, AccessSnapshot known) => known.Meant(name)
        ?? throw new AccountRefusedException("name", $"there is no account '{name}'.") { IsUnknown = true };

    private void RequireAnotherAdmin(UserAccount account, AccessSnapshot known)
    {
        if (account.IsAdmin && !known.Accounts.Any(a => a.IsAdmin && a.Name != account.Name
            && accounts.CanOpen(a))) throw Conflict(LastAdmin);
    }

    private static string? NewNameProblem(string name, AccessSnapshot known, UserAccount? renamed)
    {
        if (UserName.ProblemOf(name) is { } problem) return problem;
        var skeleton = UserName.Skeleton(name);
        return known.Accounts.FirstOrDefault(a => a.Name != renamed?.Name && UserName.Skeleton(a.Name) == skeleton) is { } alike
            ? $"is easily taken for the account '{alike.Name}'; choose another." : null;
    }

    // Nothing that a session rests on: it goes on, as for an account that is created.
    private Task SettleAsync(string name, string action, string? detail, Func<UserAccount, UserAccount> change,
        CancellationToken cancellationToken) =>
        ChangeAsync(
            known => known.ByKey(UserName.Key(name)) is { } account
                ? Task.FromResult(new Change(account.Name, action, detail, change(account), Before: null))
                : throw new AccountRefusedException("name", $"there is no account '{name}'.") { IsUnknown = true },
            name, cancellationToken);

    private async Task ChangeAsync(Func<AccessSnapshot, Task<Change>> decide, string actor, CancellationToken cancellationToken)
    {
        await _changing.WaitAsync(cancellationToken);
        try
        {
            var known = await tables.ReadNewestAsync(cancellationToken);
            var change = await decide(known);
            var deleted = known.Sessions.Where(s => change.Before is { IsReachable: true } reached
                && s.UserKey == reached.Key).Select(UserSessions.KeyOf);
            if (change.Before is { } before && before.Name != change.After?.Name)
                deleted = deleted.Append(new RowKey(StoreTables.UserAccount, before.Name));
            var entry = TableBatch.Of(audit.Row(actor, change.Action, change.Name, change.Detail));
            await tables.CommitAsync(
                new StoreCommit
                {
                    Batches = change.After is { } after ? [TableBatch.Of(after.ToRow()), entry] : [entry],
                    Deleted = [.. deleted],
                },
                cancellationToken);
        }
        finally
        {
            _changing.Release();
        }
    }

    /// <param name="Name">The account, for the audit.</param>
    /// <param name="Action">For the audit.</param>
    /// <param name="Detail">For the audit.</param>
    /// <param name="After">The account as it is to be stored; null: deleted.</param>
    /// <param name="Before">The account as it is stored; null: created, or changed so that its sessions go on.</param>
    private sealed record Change(string Name, string Action, string? Detail, UserAccount? After, UserAccount? Before);
}
