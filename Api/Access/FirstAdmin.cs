using System.Security.Cryptography;
using Maintenance.Core.Assets;

namespace Maintenance.Api.Access;

/// <summary>Creates the account <c>admin</c> if there is none, or resets it if its hash can no longer be opened.</summary>
internal static class FirstAdmin
{
    private const string Name = "admin";
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789"; // no characters that are easily misread on a console

    /// <param name="accounts">Accounts.</param>
    /// <param name="givenPassword">From <c>MAINTENANCE_ADMIN_PASSWORD</c>; if empty, one is generated.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<FirstStart> EnsureAsync(UserAccounts accounts, string givenPassword, CancellationToken cancellationToken)
    {
        var existing = await accounts.FindAsync(Name, cancellationToken);
        if (existing is not null && accounts.CanOpen(existing)) return new FirstStart(CreatedAdmin: false, GeneratedPassword: null);
        var generated = givenPassword.Length == 0;
        var password = generated ? RandomNumberGenerator.GetString(Alphabet, 20) : givenPassword;
        await accounts.SaveAsync(Name, Role.Admin, RegionScope.All, password, cancellationToken);
        return new FirstStart(CreatedAdmin: true, generated ? password : null);
    }
}
