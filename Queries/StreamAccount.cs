namespace Maintenance.Queries;

/// <summary>
/// Account of one stream (asset, epoch), in readings; <paramref name="Ranges"/> is JSON: pairs of first and last stored sequence.
/// </summary>
public sealed record StreamAccount(
    long Epoch, bool Sequenced, long Sent, long Stored, long Duplicates, long Late,
    DateTime? FirstEventTime, DateTime? LastEventTime, DateTime? LastReceived, string Ranges);
