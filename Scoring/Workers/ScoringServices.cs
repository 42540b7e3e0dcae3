using Maintenance.Core.Alarms;
using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Registry;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>The dependencies of a worker; shared by all workers of a process.</summary>
/// <param name="Log">Source of telemetry.</param>
/// <param name="Store">Destination of the rows.</param>
/// <param name="Registry">Known assets.</param>
/// <param name="Models">Models that assess.</param>
/// <param name="Alarms">Rules of alarms that apply.</param>
/// <param name="Feed">Live feed.</param>
/// <param name="Traces">Which records are traced.</param>
/// <param name="Options">Options, validated.</param>
/// <param name="Clock">Clock for pacing and retries; no row depends on it.</param>
/// <param name="Logger">Logger of the stage.</param>
public sealed record ScoringServices(
    ITelemetryLog Log, IConditionStore Store, AssetRegistry Registry, ServingModels Models, AlarmRules Alarms, LiveFeed Feed,
    RecordTraces Traces,
    ScoringOptions Options,
    TimeProvider Clock, ILogger Logger);
