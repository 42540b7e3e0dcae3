namespace Maintenance.Api.Alarms.Notification;

/// <summary>A browser that a person's alarms are pushed to.</summary>
/// <param name="Name">Name: a digest of its address.</param>
/// <param name="Device">What the browser calls itself.</param>
/// <param name="Origin">Scheme, host and port of its push service.</param>
/// <param name="AddedUnixMicros">When notifications were switched on.</param>
public sealed record NotificationDevice(string Name, string Device, string Origin, long AddedUnixMicros);
