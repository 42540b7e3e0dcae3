namespace Maintenance.Api.Access;

/// <summary>
/// Administration of accounts: what REST, pages and verbs do with them. An account is named as stored or in any other way of writing its
/// name. Every change is audited in the transaction that makes it, and ends the account's sessions.
/// </summary>
public interface IAccounts
{
    /// <summary>All accounts, also those that nobody can sign in to.</summary>
    Task<IReadOnlyList<AccountSummary>> ListAsync(CancellationToken cancellationToken);

    /// <summary>Creates an account, or changes what is given of an existing one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="role">viewer, operator, engineer or admin; null: as it is.</param>
    /// <param name="regions"><c>*</c> or names separated by commas; null: as they are.</param>
    /// <param name="password">By <see cref="Passwords.PasswordRules"/>; null: as it is.</param>
    /// <param name="actor">Who asks for it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="AccountRefusedException">Something given is not allowed, or it would leave nobody who can administer
    /// accounts.</exception>
    Task SaveAsync(string name, string? role, string? regions, string? password, string actor, CancellationToken cancellationToken);

    /// <summary>Deletes an account.</summary>
    /// <exception cref="AccountRefusedException">There is none, or nobody else can administer accounts.</exception>
    Task DeleteAsync(string name, string actor, CancellationToken cancellationToken);

    /// <summary>Gives an account another name; its password stays.</summary>
    /// <exception cref="AccountRefusedException">There is none, or the new name is not allowed.</exception>
    Task RenameAsync(string name, string newName, string actor, CancellationToken cancellationToken);
}
