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
/// Accounts of people, held in memory and re-read from the store when older than <see cref="MaxAge"/> (another process may have changed
/// them). Threading: any thread. Failure: when the store cannot be read the call fails; nobody is let in on old knowledge older than that.
/// </summary>
public sealed class UserAccounts(
    IConditionStore store, PasswordHashes hashes, IDataProtectionProvider protection, TimeProvider clock, ILogger<UserAccounts> log)
        : IDisposable
{
    public const int MinPasswordLength = 10;
    public const int MaxPasswordLength = 256;
    public static readonly TimeSpan MaxAge = TimeSpan.FromSeconds(30);
    private readonly IDataProtector _protector = protection.CreateProtector("Maintenance.Dashboard.PasswordHash.v1");
    private readonly string _nobody = hashes.Create("nobody", "nobody has this password");
    private readonly SemaphoreSlim _reading = new(1, 1);
    // Each verification is some 0.1 s of processor by design: a flood of guesses must not take all cores.
    private readonly SemaphoreSlim _verifying = new(2, 2);
    private readonly SemaphoreSlim _rehashing = new(1, 1);
    private volatile Snapshot? _snapshot;

    public async ValueTask<UserAccount?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).GetValueOrDefault(name);

    public async ValueTask<IReadOnlyCollection<UserAccount>> AllAsync(CancellationToken cancellationToken) =>
        (await ReadAsync(cancellationToken)).Values;

    /// <summary>The account when name and password match, else null; takes the same time when there is no such account.</summary>
    public async Task<UserAccount?> VerifyAsync(string name, string password, CancellationToken cancellationToken)
    {
        var account = await FindAsync(name, cancellationToken);
        var hash = account is null ? null : Open(account);
        await _verifying.WaitAsync(cancellationToken);
        try
        {
            var result = await Task.Run(() => hashes.Verify(name, hash ?? _nobody, password), cancellationToken);
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

    /// <summary>True while what a signed-in person carries is what the account says.</summary>
    public async ValueTask<bool> IsCurrentAsync(ClaimsPrincipal person, CancellationToken cancellationToken) =>
        await FindAsync(UserClaims.NameOf(person), cancellationToken) is { } account && account.Stamp
            == person.FindFirstValue(UserClaims.Stamp);

    /// <summary>False when the key ring that sealed the account's hash is lost: nobody can sign in with it.</summary>
    public bool CanOpen(UserAccount account) => Open(account) is not null;

    public void Dispose()
    {
        _reading.Dispose();
        _verifying.Dispose();
        _rehashing.Dispose();
    }

    /// <summary>
    /// Keeps the password in today's form. The account is read once more first: who changed it meanwhile, or made the hash anew in a second
    /// sign-in, is not undone. Sessions that began with the old hash end, as the stamp of the account is another.
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
