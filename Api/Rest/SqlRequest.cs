namespace Maintenance.Api.Rest;

/// <summary>Body of <c>POST /api/v1/sql</c>.</summary>
/// <param name="Query">One reading statement.</param>
/// <param name="MaxRows">Most rows wanted; the server's own limit holds above it.</param>
internal sealed record SqlRequest(string? Query, int? MaxRows);
