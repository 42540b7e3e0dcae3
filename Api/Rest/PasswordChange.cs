namespace Maintenance.Api.Rest;

/// <summary>Body of <c>PUT /api/v1/account/password</c>.</summary>
/// <param name="Current">The caller's present password.</param>
/// <param name="Password">10–256 characters.</param>
internal sealed record PasswordChange(string? Current, string? Password);
