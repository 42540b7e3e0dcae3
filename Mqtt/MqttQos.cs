namespace Maintenance.Mqtt;

/// <summary>Delivery guarantee of one hop. QoS 2 is not used: identity of readings makes duplicates harmless.</summary>
public enum MqttQos
{
    /// <summary>Fire and forget.</summary>
    AtMostOnce = 0,

    /// <summary>Acknowledged by the receiver of the hop, possibly delivered twice.</summary>
    AtLeastOnce = 1,
}
