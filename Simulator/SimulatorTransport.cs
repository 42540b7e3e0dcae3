namespace Maintenance.Simulator;

/// <summary>How simulated drills send.</summary>
public enum SimulatorTransport
{
    /// <summary>MQTT QoS 1 with the end-to-end acknowledgement.</summary>
    Mqtt,

    /// <summary>HTTP POST /api/v1/telemetry; a 200 acknowledges.</summary>
    Http,
}
