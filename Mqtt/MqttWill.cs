namespace Maintenance.Mqtt;

/// <summary>Message the broker publishes when the client's connection breaks.</summary>
public sealed record MqttWill(string Topic, byte[] Payload, MqttQos Qos = MqttQos.AtLeastOnce, bool Retain = false);
