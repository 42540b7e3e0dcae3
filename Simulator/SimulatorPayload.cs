namespace Maintenance.Simulator;

/// <summary>How records are written on the wire.</summary>
public enum SimulatorPayload
{
    /// <summary>Binary codec V1.</summary>
    V1,

    /// <summary>JSON blocks.</summary>
    Json,
}
