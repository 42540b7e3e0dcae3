using System.Security.Cryptography;
using Maintenance.Api.Access.Passwords;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Maintenance.Api.Access;

/// <summary>
/// Creates the account <c>admin</c>, or resets it, if nobody can administer accounts: at the first start, after the keys were lost, and
/// when the store was edited by hand. Bad rows are reported and never stop a start.
/// </summary>
internal static class FirstAdmin
{
    private const string Name = "admin";
    private const string Alphabet = "abcdefghjkmnpqrstuvwxyz23456789"; // no characters that are easily misread on a console

    public static async Task<FirstStart> EnsureAsync(IServiceProvider services, ILogger log, CancellationToken cancellationToken)
    {
        var accounts = services.GetRequiredService<UserAccounts>();
        var administration = services.GetRequiredService<AccountAdministration>();
        foreach (var account in await administration.ListAsync(cancellationToken))
            if (account.Problem is { } problem) log.BadAccount(account.Name, problem);
        var all = await accounts.AllAsync(cancellationToken);
        if (all.Any(a => a.IsAdmin && accounts.CanOpen(a))) return new FirstStart(CreatedAdmin: false, GeneratedPassword: null);
        var givenPassword = services.GetRequiredService<FirstAdminPassword>().Value;
        if (givenPassword.Length > 0 && PasswordRules.ProblemOf(Name, givenPassword) is { } weakness) log.WeakFirstPassword(weakness);
        var generated = givenPassword.Length == 0;
        var password = generated ? RandomNumberGenerator.GetString(Alphabet, 20) : givenPassword;
        await administration.ResetAsync(Name, password, cancellationToken);
        return new FirstStart(CreatedAdmin: true, generated ? password : null);
    }
}
