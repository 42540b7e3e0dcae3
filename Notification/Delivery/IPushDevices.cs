using Maintenance.Notification.Settings;

namespace Maintenance.Notification.Delivery;

/// <summary>Whether a device may still be told anything.</summary>
internal interface IPushDevices
{
    /// <summary>False when the account that the device belongs to is gone.</summary>
    ValueTask<bool> IsOfSomebodyAsync(PushDevice device, CancellationToken cancellationToken);

    /// <summary>Forgets a device that takes no messages any more.</summary>
    Task ForgetAsync(PushDevice device, CancellationToken cancellationToken);
}
