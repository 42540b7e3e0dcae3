namespace Maintenance.Api.Access;

/// <summary>What the first start made.</summary>
/// <param name="CreatedAdmin">True when the account <c>admin</c> was created now.</param>
/// <param name="GeneratedPassword">Its password, when nobody gave one: print it once, it is not kept anywhere in clear.</param>
public sealed record FirstStart(bool CreatedAdmin, string? GeneratedPassword);
