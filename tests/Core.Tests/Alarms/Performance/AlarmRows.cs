using Maintenance.Core.Alarms;
using Maintenance.Core.Alarms.Performance;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Core.Tests.Alarms.Performance;

/// <summary>Rows of alarms by seconds since the start of a window.</summary>
internal static class AlarmRows
{
    public static readonly long Start = UnixMicros.Of(new DateTime(2026, 3, 1, 0, 0, 0, DateTimeKind.Utc));

    public static long At(double seconds) => Start + (long)(seconds * 1e6);

    public static AlarmWindow Window(double hours, int operators = 1) => new(Start, At(hours * 3_600), operators);

    /// <summary>A level that stood in [from, until), known at once unless told.</summary>
    public static AlarmEventRow Row(
        string asset, string rule, double from, double? until, AlarmPriority priority = AlarmPriority.Low, double? known = null,
        string level = "high", bool withdrawn = false, double? raised = null) => new()
        {
            Asset = asset,
            Rule = rule,
            Level = level,
            EventTimeUnixMicros = At(from),
            KnownAtUnixMicros = At(known ?? from),
            LogPartition = 0,
            LogOffset = (long)((known ?? from) * 10),
            RuleVersion = 1,
            Priority = (int)priority,
            RaisedUnixMicros = At(raised ?? from),
            ReturnedUnixMicros = until is { } end ? At(end) : UnixMicros.None,
            Value = 1,
            Limit = 0,
            Withdrawn = withdrawn,
            Because = null,
        };

    /// <summary>The rows of an alarm seen live: it stands, then it has returned.</summary>
    public static IEnumerable<AlarmEventRow> Live(
        string asset, string rule, double from, double until, AlarmPriority priority = AlarmPriority.Low) =>
        [Row(asset, rule, from, null, priority), Row(asset, rule, from, until, priority, known: until)];

    public static OperatorActionRow Action(
        string action, double at, string asset, string? rule, double? until = null, long sequence = 0) => new()
        {
            Sequence = sequence == 0 ? (long)(at * 10) : sequence,
            EventTimeUnixMicros = At(at),
            Actor = "anna",
            Action = action,
            Asset = asset,
            Rule = rule,
            OccurrenceUnixMicros = At(at),
            Priority = (int)AlarmPriority.High,
            UntilUnixMicros = until is { } end ? At(end) : UnixMicros.None,
            Text = null,
            Detail = null,
            RequestKey = null,
            PreviousHash = "",
            Hash = "",
        };

    public static AlarmRule Rule(string id, string? maskedBy = null, string? group = null) => new()
    {
        Id = id,
        Version = 1,
        Title = id,
        Levels = [new AlarmLevel("high", AlarmPriority.Low,
            new AlarmCondition.Compare("torque", AlarmComparison.Above, 1, 0, Word: null))],
        MaskedBy = maskedBy,
        Group = group,
        Cause = "c",
        Consequence = "c",
        Action = "a",
        TimeToRespond = TimeSpan.FromMinutes(10),
    };

    public static AlarmPerformance Figures(
        IEnumerable<AlarmEventRow> rows, AlarmWindow window, IEnumerable<OperatorActionRow>? actions = null, params AlarmRule[] rules) =>
        AlarmPerformance.Of(rows, actions ?? [], window, _ => AlarmRuleSet.Of(rules).For(asset: null), drillsJudged: 1);
}
