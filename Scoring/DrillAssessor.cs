using System.Runtime.InteropServices;
using Maintenance.Core.Assets;
using Maintenance.Core.Ports;
using Maintenance.Core.Telemetry;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring;

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
    private readonly MinuteRollUp _rollUp = new();
    private readonly List<Minute> _minutes = [];
    private readonly List<BlockEntry> _open = [];
    private TrendContext _trend = TrendContext.None;
    private long _number = long.MinValue;

    /// <summary>Adds a block and assesses it.</summary>
    /// <param name="record">An edge-made block; times ascend from call to call.</param>
    public AssessedCondition Add(TelemetryRecord record)
    {
        var entry = _window.Add(record);
        var number = MinuteRollUp.NumberOf(entry.EventTimeUnixMicros);
        if (number != _number)
        {
            if (_open.Count > 0) Close();
            _number = number;
            _trend = Context(number);
        }
        _open.Add(entry);
        var assessment = _assessor.Assess(_window.Blocks, _trend, setup.OnlyLocation);
        entry.Assessment = assessment;
        return AssessedCondition.Of(assessment);
    }

    private void Close()
    {
        var minute = new Minute { Number = _number, Blocks = _open.Count };
        _rollUp.Compute(CollectionsMarshal.AsSpan(_open), minute.Values);
        _open.Clear();
        _minutes.Add(minute);
    }

    private TrendContext Context(long number)
    {
        _minutes.RemoveAll(m => m.Number < number - TrendAssessor.MaxMinutes);
        return TrendContexts.Of(CollectionsMarshal.AsSpan(_minutes), number, TrendAssessor.Assess);
    }
}
