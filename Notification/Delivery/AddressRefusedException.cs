namespace Maintenance.Notification.Delivery;

/// <summary>A webhook's address may not be reached.</summary>
internal sealed class AddressRefusedException(string message) : IOException(message);
