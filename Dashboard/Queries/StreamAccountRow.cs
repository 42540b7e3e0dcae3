namespace Maintenance.Dashboard.Queries;

/// <summary>Account of one stream (asset, epoch), in readings; <paramref name="Ranges"/> is JSON: pairs of first and last stored sequence.</summary>
internal sealed record StreamAccountRow(
    long Epoch, bool Sequenced, long Sent, long Stored, long Duplicates, long Late,
    DateTime? FirstEventTime, DateTime? LastEventTime, DateTime? LastReceived, string Ranges);
