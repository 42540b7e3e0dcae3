namespace Maintenance.Api.Alarms.Notification;

/// <summary>Who is told of alarms, as it is at one moment.</summary>
/// <param name="Settings">Settings by kind and name.</param>
/// <param name="Problems">What of the store cannot be used, and what to do.</param>
/// <param name="CanSendEmail">False while no mail server is named.</param>
public sealed record NotificationOverview(IReadOnlyList<NotificationSetting> Settings, IReadOnlyList<string> Problems, bool CanSendEmail);
