namespace Maintenance.Queries;

/// <summary>Account of one asset, in readings.</summary>
/// <param name="Asset">Asset id; null for what was refused without telling whose it was.</param>
/// <param name="Sent">As the sender numbered them.</param>
/// <param name="Stored">Distinct readings in the store.</param>
/// <param name="Duplicates">Arrived again.</param>
/// <param name="Rejected">Dead letters.</param>
/// <param name="Missing">Sent, and neither stored nor rejected.</param>
/// <param name="Late">Stored behind newer ones.</param>
public sealed record CompletenessRow(string? Asset, long Sent, long Stored, long Duplicates, long Rejected, long Missing, long Late);
