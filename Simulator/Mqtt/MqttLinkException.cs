namespace Maintenance.Simulator.Mqtt;

/// <summary>The broker could not be reached, refused, or dropped the connection; transient.</summary>
internal sealed class MqttLinkException(string message, Exception? inner = null) : IOException(message, inner)
{
    /// <summary>True if another client took the session: connecting again at once would only take it back.</summary>
    public bool IsTakenOver { get; init; }
}
