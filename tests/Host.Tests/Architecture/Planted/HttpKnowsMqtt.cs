namespace Maintenance.Ingest.Sources.Http.Planted;

/// <summary>Breaks: HTTP knows nothing of MQTT.</summary>
internal sealed class HttpKnowsMqtt
{
    public Mqtt.MqttOptions? Known { get; set; }
}
