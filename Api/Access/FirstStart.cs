namespace Maintenance.Api.Access;

/// <summary>Result of preparing the first account.</summary>
/// <param name="CreatedAdmin">True if the account <c>admin</c> was created just now.</param>
/// <param name="GeneratedPassword">Its password, if it was generated: print it once, it is stored nowhere in clear text.</param>
public sealed record FirstStart(bool CreatedAdmin, string? GeneratedPassword);
