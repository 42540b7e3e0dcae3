namespace Maintenance.Mqtt;

/// <summary>The client library or the broker could not do what was asked.</summary>
public sealed class MqttException(string message, Exception? inner = null) : Exception(message, inner);
