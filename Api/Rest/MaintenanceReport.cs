namespace Maintenance.Api.Rest;

/// <summary>Body of <c>POST /api/v1/assets/{asset}/maintenance</c>.</summary>
/// <param name="Time">When it was; default: now.</param>
/// <param name="Kind">failed, repaired or inspected.</param>
/// <param name="FailureMode">Which failure mode, where it is one of them.</param>
/// <param name="Note">In the person's own words.</param>
/// <param name="Withdrawn">True: the record of this time and kind was a mistake.</param>
public sealed record MaintenanceReport(string? Time, string? Kind, string? FailureMode, string? Note, bool? Withdrawn);
