using Maintenance.Simulator.Edge;
using Maintenance.Simulator.Physics;
using Maintenance.Simulator.Scenarios;

namespace Maintenance.Simulator;

/// <summary>
/// Options of the simulated fleet in a host.
/// <code>{ "Simulator": { "Enabled": true, "Seed": 1, "Assets": 40, "ReadingsPerSecond": 10, "Transport": "Mqtt" } }</code>
/// </summary>
public sealed class SimulatorOptions
{
    /// <summary>Configuration section.</summary>
    public const string SectionName = "Simulator";

    /// <summary>Whether the simulated fleet runs. Default true.</summary>
    public bool Enabled { get; init; } = true;

    /// <summary>Seed for fleet, faults and links. Default 1.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Number of drills, 1–10,000. Default 40.</summary>
    public int Assets { get; init; } = FleetOptions.DefaultAssets;

    /// <summary>Readings per drill per second, 1–1,000, a divisor of 1,000,000. Default 10.</summary>
    public int ReadingsPerSecond { get; init; } = 10;

    /// <summary>Seconds between a drill's waveforms, 0–3,600; 0 = none. Default 5.</summary>
    public int WaveformEverySeconds { get; init; } = 5;

    /// <summary>How soon and how fast faults develop. Default Story.</summary>
    public FaultPreset Faults { get; init; } = FaultPreset.Story;

    /// <summary>
    /// How long ago the fleet began, 0–1 h: what it measured since is sent first, at ten times the speed. Default 0.
    /// </summary>
    public TimeSpan HeadStart { get; init; }

    /// <summary>Fraction of drills that get a fault, 0–1. Default 0.3.</summary>
    public double FaultFraction { get; init; } = FleetOptions.DefaultFaultFraction;

    /// <summary>Whether sensors drop out, drift and spike. Default true.</summary>
    public bool SensorDefects { get; init; } = true;

    /// <summary>Whether the fields of the fleet produce and spend: tables production, cost, budget and rate. Default true.</summary>
    public bool Fields { get; init; } = true;

    /// <summary>Whether work is planned for drills of the fleet that are at risk, by its crew. Default true.</summary>
    public bool Planner { get; init; } = true;

    /// <summary>
    /// Scenario to play, by name or file (docs/operations/scenarios.md); it replaces seed, drills, readings, waveforms, faults and sensor
    /// defects of this section. Empty = none.
    /// </summary>
    public string Scenario { get; init; } = "";

    /// <summary>How records are sent. Default Mqtt.</summary>
    public SimulatorTransport Transport { get; init; }

    /// <summary>How records are encoded. Default V1.</summary>
    public SimulatorPayload Payload { get; init; }

    /// <summary>Broker's host; empty = that of the section <c>Mqtt</c>.</summary>
    public string MqttHost { get; set; } = "";

    /// <summary>Broker's port; 0 = that of the section <c>Mqtt</c>.</summary>
    public int MqttPort { get; set; }

    /// <summary>Client id at the broker. Default "maintenance-simulator".</summary>
    public string MqttClientId { get; init; } = "maintenance-simulator";

    /// <summary>Broker's user, or null.</summary>
    public string? MqttUsername { get; set; }

    /// <summary>Broker's password, or null.</summary>
    public string? MqttPassword { get; set; }

    /// <summary>PEM file of the broker's CA; null = that of the section <c>Mqtt</c>, or no TLS if it has none.</summary>
    public string? MqttTlsCaFile { get; set; }

    /// <summary>Base address of the host for HTTP. Default http://127.0.0.1:8080.</summary>
    public Uri HttpAddress { get; set; } = new("http://127.0.0.1:8080");

    /// <summary>Bearer token for HTTP, or null.</summary>
    public string? HttpToken { get; set; }

    /// <summary>Folder that keeps unacknowledged records across restarts; empty = memory only.</summary>
    public string OutboxDirectory { get; set; } = "";

    /// <summary>Maximum bytes of records held, 1 MiB or more. Default 256 MiB.</summary>
    public long OutboxMaxBytes { get; init; } = 256L << 20;

    /// <summary>Seconds after which an unacknowledged record is sent again, 1–600. Default 10.</summary>
    public double AcknowledgeTimeoutSeconds { get; init; } = 10;

    /// <summary>File for the ground truth of what was sent (JSON), written every ten seconds and at stop; empty = none.</summary>
    public string ReportPath { get; set; } = "";

    /// <summary>Faults of the links.</summary>
    public LinkFaultOptions Link { get; init; } = new();

    /// <exception cref="InvalidDataException">The scenario does not exist or cannot be read.</exception>
    internal SimulatedFleet CreateFleet(long startUnixMicros, int? assets = null) => Scenario.Length > 0
        ? ScenarioLibrary.Load(Scenario).CreateFleet(startUnixMicros) : SimulatedFleet.Create(ToFleet(startUnixMicros, assets));

    /// <exception cref="InvalidDataException">As for <see cref="CreateFleet"/>.</exception>
    internal LinkFaults CreateLink(SimulatedFleet fleet) => Scenario.Length > 0
        ? new LinkFaults(fleet.Options.Seed, Link, ScenarioLibrary.Load(Scenario).OutagesFrom(fleet.Options.StartUnixMicros))
        : new LinkFaults(Seed, Link);

    private FleetOptions ToFleet(long startUnixMicros, int? assets) => new()
    {
        Seed = Seed,
        Assets = assets ?? Assets,
        ReadingsPerSecond = ReadingsPerSecond,
        WaveformEverySeconds = WaveformEverySeconds,
        Faults = Faults,
        FaultFraction = FaultFraction,
        SensorDefects = SensorDefects,
        StartUnixMicros = startUnixMicros / 1_000_000 * 1_000_000,
    };
}
