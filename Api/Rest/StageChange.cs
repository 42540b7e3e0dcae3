namespace Maintenance.Api.Rest;

/// <summary>Body of <c>POST /api/v1/models/{hash}/stage</c>.</summary>
/// <param name="Stage">candidate, shadow, champion or retired.</param>
internal sealed record StageChange(string? Stage);
