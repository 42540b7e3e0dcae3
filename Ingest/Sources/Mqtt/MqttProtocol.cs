namespace Maintenance.Ingest.Sources.Mqtt;

/// <summary>Version of MQTT.</summary>
public enum MqttProtocol
{
    /// <summary>MQTT 5.</summary>
    V5,

    /// <summary>MQTT 3.1.1, for brokers without MQTT 5.</summary>
    V311,
}
