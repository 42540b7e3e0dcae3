using Maintenance.Core.Alarms;
using Maintenance.Scoring.Workers;
using Maintenance.Store.Log;

namespace Maintenance.Training.Bench.Pipeline;

/// <summary>How a pipeline of <see cref="PipelineStages"/> runs; what is not told is as in the host.</summary>
/// <param name="Clock">Clock of all stages.</param>
/// <param name="Rules">Rules of alarms.</param>
internal sealed record PipelineSetup(TimeProvider Clock, AlarmRuleSet Rules)
{
    /// <summary>Clock by which data is received; null: that of all stages.</summary>
    public TimeProvider? ReceptionClock { get; init; }

    /// <summary>Drill-health model.</summary>
    public string Model { get; init; } = new ScoringOptions().Model;

    /// <summary>Drill-life model.</summary>
    public string LifeModel { get; init; } = new ScoringOptions().LifeModel;

    /// <summary>Shortest time between commits of scoring.</summary>
    public TimeSpan CommitInterval { get; init; } = new ScoringOptions().CommitInterval;

    /// <summary>Bytes that the log keeps of each partition.</summary>
    public long LogBytes { get; init; } = new TelemetryLogOptions().RetentionBytes;

    /// <summary>False: the log does not wait for the disk; nothing is kept after the run.</summary>
    public bool Fsync { get; init; } = true;
}
