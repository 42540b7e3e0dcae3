using Maintenance.Core.Alarms;

namespace Maintenance.Notification.Delivery;

/// <summary>Where the alarms come from.</summary>
internal interface IAlarmSource
{
    /// <summary>Another number after every change.</summary>
    long Version { get; }

    /// <summary>Alarms that are not at rest.</summary>
    IReadOnlyCollection<Alarm> All { get; }
}
