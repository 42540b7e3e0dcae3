using Maintenance.Core.Assets;

namespace Maintenance.Api.Rest;

/// <summary>
/// <c>GET /api/v1/assets/{id}</c>: everything in <see cref="AssetContract"/>, plus location, what the assessment rests on and found, the
/// newest value of each channel and the measurement locations, in the form of a registration.
/// </summary>
internal sealed record AssetDetailContract(
    string Asset, string Region, string Site, string Rig, double? Latitude, double? Longitude, double? BitDiameterM,
    string? RigType, string? AssetClass,
    double? HealthIndex, string? Grade, string? FailureMode, double? FailureProbability, string? NotAssessed,
    LastAssessmentContract? LastAssessment, string? DrillingState, RulContract RulHours, IReadOnlyList<ReasonContract> Reasons,
    IReadOnlyList<FindingContract> Findings, IReadOnlyDictionary<string, EvidenceContract> Evidence,
    IReadOnlyList<SensorFaultContract> SensorFaults, DateTime? AssessedAt, DateTime? EventTime, double? DataAgeSeconds,
    double? ClockAheadSeconds, int? OpenAlarms, IReadOnlyList<ChannelValueContract> Channels,
    IReadOnlyList<MeasurementLocationEntry> MeasurementLocations);
