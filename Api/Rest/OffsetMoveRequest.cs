namespace Maintenance.Api.Rest;

/// <summary>Where a reader of the log is to resume.</summary>
/// <param name="Topic">Topic.</param>
/// <param name="Partition">Partition.</param>
/// <param name="To"><c>beginning</c>, <c>end</c> or an offset between them.</param>
/// <param name="Reason">Reason, recorded in the audit.</param>
internal sealed record OffsetMoveRequest(string? Topic, int Partition, string? To, string? Reason);
