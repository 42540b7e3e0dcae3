namespace Maintenance.Api.Access;

/// <summary>Password of the first account, from <c>MAINTENANCE_ADMIN_PASSWORD</c>; if empty, one is generated.</summary>
internal sealed record FirstAdminPassword(string Value);
