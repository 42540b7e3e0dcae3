namespace Maintenance.Host.Composition;

/// <summary>A part of the product that a process can run.</summary>
internal enum HostRole
{
    /// <summary>Embedded MQTT broker on loopback; acknowledges a message once it is in the log. Requires <see cref="Ingest"/>.</summary>
    Broker,

    /// <summary>The simulated fleet.</summary>
    Simulator,

    /// <summary>MQTT and HTTP in, telemetry log out.</summary>
    Ingest,

    /// <summary>Telemetry log in, store out.</summary>
    Scoring,

    /// <summary>Sign-in, REST, health and metrics; with <see cref="Ingest"/> also telemetry over HTTP.</summary>
    Api,

    /// <summary>Pages and live feed; includes <see cref="Api"/>.</summary>
    Dashboard,
}
