namespace Maintenance.Queries;

/// <summary>Account of one asset, in readings.</summary>
/// <param name="Asset">Asset id; null for dead letters without one.</param>
/// <param name="Sent">Sent, by the sender's numbering.</param>
/// <param name="Stored">Distinct readings in the store.</param>
/// <param name="Duplicates">Received again.</param>
/// <param name="Rejected">Dead letters.</param>
/// <param name="Missing">Sent, but neither stored nor rejected.</param>
/// <param name="Late">Stored after newer ones.</param>
public sealed record CompletenessRow(string? Asset, long Sent, long Stored, long Duplicates, long Rejected, long Missing, long Late);
