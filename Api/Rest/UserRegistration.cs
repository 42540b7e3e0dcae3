namespace Maintenance.Api.Rest;

/// <summary>Body of <c>PUT /api/v1/users/{name}</c>.</summary>
/// <param name="Role">viewer, operator, engineer or admin; null keeps an existing account's.</param>
/// <param name="Regions"><c>*</c> or names separated by commas; null keeps an existing account's.</param>
/// <param name="Password">10–256 characters; null keeps an existing account's.</param>
internal sealed record UserRegistration(string? Role, string? Regions, string? Password);
