namespace Maintenance.Host.Composition;

/// <summary>A part of the product that a process may run.</summary>
internal enum HostRole
{
    /// <summary>An MQTT broker in this process, on loopback: what it acknowledges is in the log. Needs <see cref="Ingest"/>.</summary>
    Broker,

    /// <summary>The simulated fleet.</summary>
    Simulator,

    /// <summary>MQTT and HTTP in, telemetry log out.</summary>
    Ingest,

    /// <summary>Telemetry log in, store out.</summary>
    Scoring,

    /// <summary>Identity, REST, health and metrics; with <see cref="Ingest"/> telemetry over HTTP.</summary>
    Api,

    /// <summary>Pages and live feed, with all of <see cref="Api"/>.</summary>
    Dashboard,
}
