using Maintenance.Core.Assets;
using Maintenance.Core.Feed;
using Maintenance.Core.Ports;
using Maintenance.Core.Tracing;
using Maintenance.Scoring.Registry;
using Microsoft.Extensions.Logging;

namespace Maintenance.Scoring.Workers;

/// <summary>What a worker works with; shared by all workers of a process.</summary>
/// <param name="Log">Where telemetry comes from.</param>
/// <param name="Store">Where rows go.</param>
/// <param name="Registry">Known assets.</param>
/// <param name="Models">Models that assess.</param>
/// <param name="Feed">Whoever watches live.</param>
/// <param name="Traces">Which records are traced.</param>
/// <param name="Options">Options, validated.</param>
/// <param name="Time">Clock for pacing and retries; no row depends on it.</param>
/// <param name="Logger">Log of the stage.</param>
public sealed record ScoringServices(
    ITelemetryLog Log, IConditionStore Store, AssetRegistry Registry, ServingModels Models, LiveFeed Feed, RecordTraces Traces,
        ScoringOptions Options,
    TimeProvider Time, ILogger Logger);
