namespace Maintenance.Api.Rest;

/// <summary>Body of <c>POST /api/v1/sql</c>.</summary>
/// <param name="Query">One read-only statement.</param>
/// <param name="MaxRows">Maximum rows wanted; capped by the server's own limit.</param>
/// <param name="TimeoutSeconds">Maximum run time wanted; capped by the server's own limit.</param>
internal sealed record SqlRequest(string? Query, int? MaxRows, double? TimeoutSeconds);
