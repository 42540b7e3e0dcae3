using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Notification.Rest;

/// <summary>What one recipient was told of one alarm at one step.</summary>
internal sealed record NotificationContract(
    string Id, string Message, string? Asset, string? Rule, DateTime Occurrence, string Step, string Recipient, string Target, string Route,
    int Priority, string State, int Attempts, DateTime Created, DateTime Changed, DateTime? NextAttempt, string? Subject, string? Error)
{
    public static NotificationContract Of(NotificationRow row) => new(
        row.Id, row.Message, row.Asset, row.Rule, UnixMicros.ToUtc(row.OccurrenceUnixMicros), row.Step, row.Recipient, row.Target,
        row.Route, row.Priority, row.State, row.Attempts, UnixMicros.ToUtc(row.CreatedUnixMicros), UnixMicros.ToUtc(row.ChangedUnixMicros),
        row.NextAttemptUnixMicros == UnixMicros.None ? null : UnixMicros.ToUtc(row.NextAttemptUnixMicros), row.Subject, row.Error);
}
