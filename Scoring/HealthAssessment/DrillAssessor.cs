using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Assesses the blocks of one asset, in event-time order, by the same code as the live path: rules, model, trends and hysteresis. For
/// evaluation, which has neither log nor store. Not thread-safe.
/// </summary>
/// <param name="health">Drill-health model.</param>
/// <param name="life">Drill-life model; null without one.</param>
/// <param name="setup">What is known of the drill.</param>
public sealed class DrillAssessor(IConditionModel health, IConditionModel? life, DrillSetup setup)
{
    private readonly ConditionAssessor _assessor = new(health, life);
    private readonly BlockWindow _window = new(setup);

    /// <summary>Window features of the last block added; undefined when it was not assessed.</summary>
    public ReadOnlySpan<float> Features => _assessor.Features;

    /// <summary>Adds a block and assesses it.</summary>
    /// <param name="record">An edge-made block; times ascend from call to call.</param>
    public AssessedCondition Add(TelemetryRecord record)
    {
        _window.Add(record);
        return AssessedCondition.Of(_assessor.Assess(_window.Blocks, TrendContext.None));
    }
}
