namespace Maintenance.Simulator;

/// <summary>How simulated drills send records.</summary>
public enum SimulatorTransport
{
    /// <summary>MQTT QoS 1 with end-to-end acknowledgement.</summary>
    Mqtt,

    /// <summary>HTTP POST /api/v1/telemetry; a 200 acknowledges.</summary>
    Http,
}
