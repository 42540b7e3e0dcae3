namespace Maintenance.Api.Rest;

/// <summary>
/// One region in <c>GET /api/v1/regions</c>: number of assets, in total and per grade; <c>none</c> counts those without an assessment.
/// </summary>
internal sealed record RegionContract(string Region, int Assets, IReadOnlyDictionary<string, int> Grades, double? LowestHealthIndex);
