namespace Maintenance.Api.Rest;

/// <summary>
/// <c>GET /api/v1/assets/{id}</c>: everything in <see cref="AssetContract"/>, plus location, reasons and the newest value of each channel.
/// </summary>
internal sealed record AssetDetailContract(
    string Asset, string Region, string Site, string Rig, double? Latitude, double? Longitude, double? BitDiameterM,
    double? HealthIndex, string? Grade, string? FailureMode, double? FailureProbability, string? DrillingState, RulContract RulHours,
    IReadOnlyList<ReasonContract> Reasons, DateTime? AssessedAt, DateTime? EventTime, double? DataAgeSeconds,
    double? ClockAheadSeconds, int? OpenAlarms,
    IReadOnlyList<ChannelValueContract> Channels);
