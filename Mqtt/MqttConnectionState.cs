namespace Maintenance.Mqtt;

/// <summary>Where a client stands.</summary>
public enum MqttConnectionState
{
    /// <summary>Not started, or between two attempts.</summary>
    Disconnected,

    /// <summary>The broker accepted the connection and the subscriptions were sent.</summary>
    Connected,

    /// <summary>The broker acknowledged every subscription of this connection: from here on no message passes by.</summary>
    Subscribed,

    /// <summary>Disposed.</summary>
    Closed,
}

/// <summary>A change of the connection, with the reason in words.</summary>
/// <param name="State">New state.</param>
/// <param name="Reason">For people: what the broker or the system said, and when the next attempt is made.</param>
public readonly record struct MqttStateChange(MqttConnectionState State, string Reason);
