namespace Maintenance.Api.Rest;

/// <summary>An account, without its secrets.</summary>
internal sealed record UserContract(string Name, string Role, string Regions, DateTime Created);
