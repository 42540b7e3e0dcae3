namespace Maintenance.Host.Composition;

/// <summary>A part of the product that a process may run.</summary>
internal enum HostRole
{
    /// <summary>A Mosquitto broker on loopback, supervised by this process: for the demonstration.</summary>
    Broker,

    /// <summary>The simulated fleet.</summary>
    Simulator,

    /// <summary>MQTT and HTTP in, telemetry log out.</summary>
    Ingest,

    /// <summary>Telemetry log in, store out.</summary>
    Scoring,

    /// <summary>Pages, REST, live feed.</summary>
    Dashboard,
}
