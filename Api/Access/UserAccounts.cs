using Maintenance.Api.Access.Names;
using Maintenance.Api.Access.Passwords;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Access;

/// <summary>User accounts and their passwords. Threading: any thread. Failure: as <see cref="AccessTables"/>.</summary>
public sealed class UserAccounts(
    AccessTables tables, PasswordHashes hashes, IDataProtectionProvider protection, ILogger<UserAccounts> log) : IDisposable
{
    private readonly IDataProtector _protector = protection.CreateProtector("Maintenance.Dashboard.PasswordHash.v1");
    private readonly string _decoyHash = hashes.Create("nobody", "nobody has this password");
    // Each verification costs about 0.1 s of CPU by design: a flood of guesses must not occupy all cores.
    private readonly SemaphoreSlim _verifying = new(2, 2);
    private readonly SemaphoreSlim _rehashing = new(1, 1);

    /// <summary>The account that a name signs in to, however it is written (<see cref="UserName.Key"/>); null if there is none.</summary>
    public async ValueTask<UserAccount?> FindAsync(string name, CancellationToken cancellationToken) =>
        (await tables.ReadAsync(cancellationToken)).ByKey(UserName.Key(name));

    /// <summary>Every stored account, also those that nobody can sign in to (<see cref="UserAccount.Problem"/>).</summary>
    public async ValueTask<IReadOnlyList<UserAccount>> AllAsync(CancellationToken cancellationToken) =>
        (await tables.ReadAsync(cancellationToken)).Accounts;

    /// <summary>The account if name and password match, else null; takes the same time if there is no such account.</summary>
    public async Task<UserAccount?> VerifyAsync(string name, string password, CancellationToken cancellationToken)
    {
        var account = (await tables.ReadNewestAsync(cancellationToken)).ByKey(UserName.Key(name));
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

    /// <summary>False if the account has no password, or the key ring that sealed its hash is lost: it cannot sign in.</summary>
    public bool CanOpen(UserAccount account) => Unseal(account) is not null;

    public void Dispose()
    {
        _verifying.Dispose();
        _rehashing.Dispose();
    }

    /// <summary>A new hash of a password, sealed.</summary>
    internal async Task<string> SealAsync(string name, string password, CancellationToken cancellationToken) =>
        _protector.Protect(await Task.Run(() => hashes.Create(name, password), cancellationToken));

    /// <summary>
    /// Upgrades the password hash to the current format. The account is read again first, so as not to undo a change made meanwhile, for
    /// example by a concurrent sign-in. Sessions started with the old hash end, since the account's stamp changes.
    /// </summary>
    private async Task<UserAccount?> RehashAsync(UserAccount account, string password, CancellationToken cancellationToken)
    {
        await _rehashing.WaitAsync(cancellationToken);
        try
        {
            var stored = (await tables.ReadNewestAsync(cancellationToken)).ByKey(account.Key);
            if (stored?.ProtectedHash != account.ProtectedHash) return stored;
            var renewed = stored with { ProtectedHash = await SealAsync(account.Name, password, cancellationToken) };
            await tables.CommitAsync(new StoreCommit { Batches = [TableBatch.Of(renewed.ToRow())] }, cancellationToken);
            log.PasswordRehashed(account.Name);
            return renewed;
        }
        finally
        {
            _rehashing.Release();
        }
    }

    private string? Open(UserAccount account)
    {
        var hash = Unseal(account);
        if (hash is null) log.SealedWithOtherKeys(account.Name);
        return hash;
    }

    private string? Unseal(UserAccount account)
    {
        try
        {
            return _protector.Unprotect(account.ProtectedHash);
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
