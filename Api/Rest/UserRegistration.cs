namespace Maintenance.Api.Rest;

/// <summary>Body of <c>PUT /api/v1/users/{name}</c>.</summary>
/// <param name="Role">viewer, operator, engineer or admin.</param>
/// <param name="Regions"><c>*</c> or names separated by commas.</param>
/// <param name="Password">10–256 characters.</param>
internal sealed record UserRegistration(string? Role, string? Regions, string? Password);
