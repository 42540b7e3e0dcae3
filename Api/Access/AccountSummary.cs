namespace Maintenance.Api.Access;

/// <summary>An account without its secrets, as REST, verb and page show it.</summary>
/// <param name="Name">As stored.</param>
/// <param name="Role">viewer, operator, engineer or admin.</param>
/// <param name="Regions"><c>*</c> or names separated by commas.</param>
/// <param name="Created">When the account or its current password was created, UTC.</param>
/// <param name="Problem">What is wrong with it and what to do, in words that follow its name; null if nothing is.</param>
public sealed record AccountSummary(string Name, string Role, string Regions, DateTime Created, string? Problem);
