using Maintenance.Core.Assets;

namespace Maintenance.Api.Rest;

/// <summary>Body of <c>PUT /api/v1/assets/{id}</c>.</summary>
/// <param name="Region">1–64 characters of A–Z a–z 0–9 . _ -</param>
/// <param name="Site">As region.</param>
/// <param name="Rig">As region.</param>
/// <param name="Latitude">WGS 84, degrees, −90…90; omitted: unknown.</param>
/// <param name="Longitude">WGS 84, degrees, −180…180; omitted: unknown.</param>
/// <param name="BitDiameterM">Metres, greater than 0 and at most 2; omitted: unknown.</param>
/// <param name="RigType">As region; omitted: as known; an empty text: none.</param>
/// <param name="AssetClass">As rigType.</param>
/// <param name="MeasurementLocations">At most 16 with different names, in place of those that are known; omitted: as known.</param>
internal sealed record AssetRegistration(string? Region, string? Site, string? Rig, double? Latitude, double? Longitude,
    double? BitDiameterM, string? RigType = null, string? AssetClass = null,
    IReadOnlyList<MeasurementLocationEntry?>? MeasurementLocations = null);
