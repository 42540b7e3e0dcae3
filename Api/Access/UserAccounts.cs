using System.Security.Claims;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Access;

/// <summary>
/// User accounts, cached and re-read from the store after <see cref="MaxAge"/>, since another process may have changed them.
/// Threading: any thread. Failure: if the store cannot be read the call fails; nobody is let in on older data.
/// </summary>
public sealed class UserAccounts(
    IConditionStore store, PasswordHashes hashes, IDataProtectionProvider protection, TimeProvider clock, ILogger<UserAccounts> log)
        : IDisposable
{
    public const int MinPasswordLength = 10;
    public const int MaxPasswordLength = 256;
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private readonly IDataProtector _protector = protection.CreateProtector("Maintenance.Dashboard.PasswordHash.v1");
    private readonly string _decoyHash = hashes.Create("nobody", "nobody has this password");
    private readonly SemaphoreSlim _reading = new(1, 1);
    // Each verification costs about 0.1 s of CPU by design: a flood of guesses must not occupy all cores.
    private readonly SemaphoreSlim _verifying = new(2, 2);
    private readonly SemaphoreSlim _rehashing = new(1, 1);
    private volatile Snapshot? _snapshot;

    public async ValueTask<UserAccount?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).GetValueOrDefault(name);

    public async ValueTask<IReadOnlyCollection<UserAccount>> AllAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Values;

    /// <summary>The account if name and password match, else null; takes the same time if there is no such account.</summary>
    public async Task<UserAccount?> VerifyAsync(string name, string password, CancellationToken cancellationToken)
    {
        var account = await FindAsync(name, cancellationToken);
        var hash = account is null ? null : Open(account);
        await _verifying.WaitAsync(cancellationToken);
        try
        {
            var result = await Task.Run(() => hashes.Verify(name, hash ?? _decoyHash, password), cancellationToken);
            if (account is null || hash is null || result == PasswordVerificationResult.Failed) return null;
            return result == PasswordVerificationResult.SuccessRehashNeeded
                ? await RehashAsync(account, password, cancellationToken) : account;
        }
        finally
        {
            _verifying.Release();
        }
    }

    /// <summary>Creates the account or replaces it.</summary>
    public async Task SaveAsync(string name, Role role, RegionScope regions, string password, CancellationToken cancellationToken)
    {
        var sealedHash = _protector.Protect(await Task.Run(() => hashes.Create(name, password), cancellationToken));
        await WriteAsync(new UserAccount(name, role, regions, sealedHash, UnixMicros.Now(clock)), cancellationToken);
    }

    /// <summary>True while a signed-in person's claims match their account.</summary>
    public async ValueTask<bool> IsCurrentAsync(ClaimsPrincipal person, CancellationToken cancellationToken) =>
        await FindAsync(UserClaims.NameOf(person), cancellationToken) is { } account && account.Stamp
            == person.FindFirstValue(UserClaims.Stamp);

    /// <summary>False if the key ring that sealed the account's hash is lost: the account cannot sign in.</summary>
    public bool CanOpen(UserAccount account) => Open(account) is not null;

    public void Dispose()
    {
        _reading.Dispose();
        _verifying.Dispose();
        _rehashing.Dispose();
    }

    /// <summary>
    /// Upgrades the password hash to the current format. The account is read again first, so as not to undo a change made meanwhile, for
    /// example by a concurrent sign-in. Sessions started with the old hash end, since the account's stamp changes.
    /// </summary>
    private async Task<UserAccount?> RehashAsync(UserAccount account, string password, CancellationToken cancellationToken)
    {
        await _rehashing.WaitAsync(cancellationToken);
        try
        {
            _snapshot = null;
            var stored = await FindAsync(account.Name, cancellationToken);
            if (stored?.ProtectedHash != account.ProtectedHash) return stored;
            var renewed = stored with { ProtectedHash = _protector.Protect(hashes.Create(account.Name, password)) };
            await WriteAsync(renewed, cancellationToken);
            log.PasswordRehashed(account.Name);
            return renewed;
        }
        finally
        {
            _rehashing.Release();
        }
    }

    private async Task WriteAsync(UserAccount account, CancellationToken cancellationToken)
    {
        var row = new UserAccountRow
        {
            Name = account.Name,
            Role = Roles.NameOf(account.Role),
            Regions = account.Regions.ToString(),
            PasswordHash = account.ProtectedHash,
            CreatedUnixMicros = account.CreatedUnixMicros,
        };
        await store.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(row)] }, cancellationToken);
        _snapshot = null;
    }

    private string? Open(UserAccount account)
    {
        try
        {
            return _protector.Unprotect(account.ProtectedHash);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            log.SealedWithOtherKeys(account.Name);
            return null;
        }
    }

    private async ValueTask<Dictionary<string, UserAccount>> ReadAsync(CancellationToken cancellationToken)
    {
        if (_snapshot is { } fresh && clock.GetElapsedTime(fresh.Read) < MaxAge) return fresh.ByName;
        await _reading.WaitAsync(cancellationToken);
        try
        {
            if (_snapshot is { } other && clock.GetElapsedTime(other.Read) < MaxAge) return other.ByName;
            var read = clock.GetTimestamp();
            var accounts = await UserAccountsQuery.RunAsync(store, cancellationToken);
            var byName = accounts.Select(UserAccount.Of).ToDictionary(a => a.Name, StringComparer.OrdinalIgnoreCase);
            _snapshot = new Snapshot(byName, read);
            return byName;
        }
        finally
        {
            _reading.Release();
        }
    }

    private sealed record Snapshot(Dictionary<string, UserAccount> ByName, long Read);
}
