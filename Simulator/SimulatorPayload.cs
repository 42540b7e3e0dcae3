namespace Maintenance.Simulator;

/// <summary>Encoding of records on the wire.</summary>
public enum SimulatorPayload
{
    /// <summary>Binary codec V1.</summary>
    V1,

    /// <summary>JSON blocks.</summary>
    Json,
}
