using Maintenance.Core.Alarms;

namespace Maintenance.Core.Tables;

/// <summary>
/// A time in which a level of a rule stood, or a correction of it: a pure function of the asset's blocks and the rules.
/// <c>alarm_event_current</c> holds the row with the newest <c>known_at</c> per (asset, rule, level, event_time), withdrawn ones included.
/// Times are Unix µs, UTC.
/// </summary>
public readonly record struct AlarmEventRow : ITableRow<AlarmEventRow>
{
    /// <inheritdoc/>
    public static TableSchema Table { get; } = TableSchema.Of<AlarmEventRow>("alarm_event");

    /// <summary>Id.</summary>
    public required string Asset { get; init; }

    /// <summary><see cref="AlarmRule.Id"/>.</summary>
    public required string Rule { get; init; }

    /// <summary><see cref="AlarmLevel.Name"/>.</summary>
    public required string Level { get; init; }

    /// <summary>When the condition began: the first reading that showed it.</summary>
    public required long EventTimeUnixMicros { get; init; }

    /// <summary>When it was known: reception of the record behind the row, or the clock where silence raised it.</summary>
    public required long KnownAtUnixMicros { get; init; }

    /// <summary>Partition of that record.</summary>
    public required int LogPartition { get; init; }

    /// <summary>Offset of that record; of a row made by the clock the last one processed.</summary>
    public required long LogOffset { get; init; }

    /// <summary><see cref="AlarmRule.Version"/> that judged.</summary>
    public required int RuleVersion { get; init; }

    /// <summary><see cref="AlarmPriority"/> of the level.</summary>
    public required int Priority { get; init; }

    /// <summary>When the alarm was due: the condition's beginning and the on-delay, or the last of the count.</summary>
    public required long RaisedUnixMicros { get; init; }

    /// <summary>
    /// First reading that no longer showed the condition: the time stood is [event_time, returned). <see cref="Time.UnixMicros.None"/>
    /// while it stands or the off-delay is not over.
    /// </summary>
    public required long ReturnedUnixMicros { get; init; }

    /// <summary>Value of the level's first signal at the beginning; NaN when it has none.</summary>
    public required float Value { get; init; }

    /// <summary>Limit that it passed; NaN when it has none.</summary>
    public required float Limit { get; init; }

    /// <summary>True when later data shows that it never was.</summary>
    public required bool Withdrawn { get; init; }

    /// <summary>Why, in words: the conditions that held, or why it was withdrawn.</summary>
    public required string? Because { get; init; }

    /// <inheritdoc/>
    public static AlarmEventRow Map<TMap>(ref TMap map, in AlarmEventRow row) where TMap : struct, IRowMap => new()
    {
        Asset = map.Text("asset", row.Asset),
        Rule = map.Text("rule", row.Rule),
        Level = map.Text("level", row.Level),
        EventTimeUnixMicros = map.Timestamp("event_time", row.EventTimeUnixMicros),
        KnownAtUnixMicros = map.Timestamp("known_at", row.KnownAtUnixMicros),
        LogPartition = map.Integer("log_partition", row.LogPartition),
        LogOffset = map.BigInt("log_offset", row.LogOffset),
        RuleVersion = map.Integer("rule_version", row.RuleVersion),
        Priority = map.Integer("priority", row.Priority),
        RaisedUnixMicros = map.Timestamp("raised", row.RaisedUnixMicros),
        ReturnedUnixMicros = map.Timestamp("returned", row.ReturnedUnixMicros),
        Value = map.Real("value", row.Value),
        Limit = map.Real("limit_value", row.Limit),
        Withdrawn = map.Flag("withdrawn", row.Withdrawn),
        Because = map.TextOrNull("because", row.Because),
    };
}
