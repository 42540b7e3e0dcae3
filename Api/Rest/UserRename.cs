namespace Maintenance.Api.Rest;

/// <summary>Body of <c>POST /api/v1/users/rename</c>.</summary>
/// <param name="Name">The account, as stored.</param>
/// <param name="NewName">Its name from now on.</param>
internal sealed record UserRename(string? Name, string? NewName);
