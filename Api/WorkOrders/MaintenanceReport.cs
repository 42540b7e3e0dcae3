namespace Maintenance.Api.WorkOrders;

/// <summary>Body of <c>POST /api/v1/assets/{asset}/maintenance</c>.</summary>
/// <param name="Time">When it happened; default: now.</param>
/// <param name="Kind">failed, repaired or inspected.</param>
/// <param name="FailureMode">The failure mode, if it is one of the known ones.</param>
/// <param name="Note">Free text.</param>
/// <param name="Withdrawn">True to withdraw the record of this time and kind as a mistake.</param>
public sealed record MaintenanceReport(string? Time, string? Kind, string? FailureMode, string? Note, bool? Withdrawn);
