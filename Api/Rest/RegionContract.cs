namespace Maintenance.Api.Rest;

/// <summary>
/// One region in <c>GET /api/v1/regions</c>: how many assets, and how many of each grade; <c>none</c> have no assessment yet.
/// </summary>
internal sealed record RegionContract(string Region, int Assets, IReadOnlyDictionary<string, int> Grades, double? LowestHealthIndex);
