using Maintenance.Core.Conditions;
using Maintenance.Core.Tables;
using Maintenance.Scoring.Alarms;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.StateDetection;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Computed rows of the record in hand, until it is complete: what is committed while it waits for the store must contain nothing of it.
/// The rows refer to the values of blocks and minutes, which do not change before <see cref="MoveTo"/>. Threading: one worker.
/// </summary>
internal sealed class StagedRows
{
    private readonly List<DescriptorRow> _descriptors = [];
    private readonly List<AssessmentRow> _assessments = [];
    private readonly List<ConditionMinuteRow> _minutes = [];

    private readonly List<AlarmEventRow> _alarms = [];
    private readonly List<AlarmFoldRow> _folds = [];
    private readonly ChangedHours _hours = new();

    /// <summary>Adds a block's descriptors.</summary>
    public void Add(string asset, BlockEntry block, in BlockOrigin origin) => _descriptors.Add(new DescriptorRow
    {
        Asset = asset,
        EventTimeUnixMicros = block.EventTimeUnixMicros,
        KnownAtUnixMicros = origin.KnownAtUnixMicros,
        LogPartition = origin.Partition,
        LogOffset = origin.Offset,
        DurationMicros = block.DurationMicros,
        ReadingCount = block.ReadingCount,
        DrillingState = DrillingStates.Word(block.State),
        Quality = block.Quality,
        Descriptors = block.Descriptors,
        Statistics = block.Statistics,
        DescriptorSet = Descriptors.SetVersion,
    });

    /// <summary>Adds a block's assessment.</summary>
    public void Add(string asset, long eventTime, in Assessment a, in BlockOrigin origin, string modelHash) =>
        _assessments.Add(new AssessmentRow
        {
            Asset = asset,
            EventTimeUnixMicros = eventTime,
            KnownAtUnixMicros = origin.KnownAtUnixMicros,
            LogPartition = origin.Partition,
            LogOffset = origin.Offset,
            HealthIndex = a.HealthIndex,
            Grade = a.Grade,
            FailureMode = a.FailureMode,
            FailureProbability = a.FailureProbability,
            RulP10Hours = a.Rul.P10,
            RulP50Hours = a.Rul.P50,
            RulP90Hours = a.Rul.P90,
            DrillingState = DrillingStates.Word(a.State),
            Reasons = a.Reasons,
            ModelHash = modelHash,
            NotAssessed = a.NotAssessed,
            Evidence = a.Evidence,
            Findings = a.Findings,
            SensorFaults = a.SensorFaults,
            DescriptorSet = Descriptors.SetVersion,
            RulLimitHours = a.Rul.Limit,
        });

    /// <summary>Adds a minute.</summary>
    public void Add(string asset, Minute minute, in BlockOrigin origin) => _minutes.Add(new ConditionMinuteRow
    {
        Asset = asset,
        EventTimeUnixMicros = minute.Number * BlockPages.PageMicros,
        KnownAtUnixMicros = origin.KnownAtUnixMicros,
        LogPartition = origin.Partition,
        LogOffset = origin.Offset,
        Blocks = minute.Blocks,
        Values = minute.Values,
        DescriptorSet = Descriptors.SetVersion,
    });

    /// <summary>Adds an alarm.</summary>
    public void Add(string asset, AlarmEvent alarm, in BlockOrigin origin)
    {
        var content = alarm.Content;
        _alarms.Add(new AlarmEventRow
        {
            Asset = asset,
            Rule = alarm.Rule,
            Level = alarm.Level,
            EventTimeUnixMicros = alarm.Onset,
            KnownAtUnixMicros = origin.KnownAtUnixMicros,
            LogPartition = origin.Partition,
            LogOffset = origin.Offset,
            RuleVersion = content.RuleVersion,
            Priority = content.Priority,
            RaisedUnixMicros = content.Raised,
            ReturnedUnixMicros = content.Returned,
            Value = content.Value,
            Limit = content.Limit,
            Withdrawn = content.Withdrawn,
            Because = content.Because,
        });
    }

    /// <summary>Adds what is remembered at the end of a minute.</summary>
    public void Add(string asset, AlarmMark mark, in BlockOrigin origin) => _folds.Add(new AlarmFoldRow
    {
        Asset = asset,
        EventTimeUnixMicros = mark.Minute * BlockPages.PageMicros,
        KnownAtUnixMicros = origin.KnownAtUnixMicros,
        LogPartition = origin.Partition,
        LogOffset = origin.Offset,
        State = FoldStateText.Of(mark.State),
    });

    /// <summary>Adds the hours that the rows of a complete record change to a commit.</summary>
    public void MarkHours(AssetState state, in BlockOrigin origin, RowBatches rows)
    {
        foreach (var row in _descriptors) _hours.Note(row.EventTimeUnixMicros);
        foreach (var row in _assessments) _hours.Note(row.EventTimeUnixMicros);
        _hours.MoveTo(rows.Hours, state, origin);
    }

    /// <summary>Moves the rows of a complete record into a commit.</summary>
    public void MoveTo(RowBatches rows)
    {
        foreach (var row in _descriptors) rows.Descriptors.Add(row);
        foreach (var row in _assessments) rows.Assessments.Add(row);
        foreach (var row in _minutes) rows.Minutes.Add(row);
        foreach (var row in _alarms) rows.Add(row);
        foreach (var row in _folds) rows.AlarmFolds.Add(row);
        _alarms.Clear();
        _folds.Clear();
        _descriptors.Clear();
        _assessments.Clear();
        _minutes.Clear();
    }
}
