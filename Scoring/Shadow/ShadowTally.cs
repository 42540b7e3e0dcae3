using Maintenance.Core.Conditions;
using Maintenance.Core.Ports;
using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Shadow;

/// <summary>
/// What was seen of one drill under one pair of models; a row of <c>model_comparison</c>, committed with the rows it counts. Threading:
/// one worker.
/// </summary>
internal sealed class ShadowTally(string asset)
{
    public string Asset { get; } = asset;

    public long Blocks { get; set; }

    public long SameGrade { get; set; }

    public double HealthDeltaSum { get; set; }

    public long ModelAlarmBlocks { get; set; }

    public long ShadowAlarmBlocks { get; set; }

    public long ModelFirstAlarm { get; set; } = long.MinValue;

    public long ShadowFirstAlarm { get; set; } = long.MinValue;

    public long FirstEventTime { get; set; } = long.MaxValue;

    public long LastEventTime { get; set; } = long.MinValue;

    public long Failures { get; set; }

    /// <summary>True while the row of the running batch does not show it yet.</summary>
    public bool Touched { get; set; }

    /// <summary>Takes in a block that both models judged.</summary>
    public void Add(long eventTime, float modelHealth, float shadowHealth)
    {
        Blocks++;
        if (HealthGrades.FromIndex(modelHealth) == HealthGrades.FromIndex(shadowHealth)) SameGrade++;
        HealthDeltaSum += Math.Abs((double)modelHealth - shadowHealth);
        if (IsAlarm(modelHealth)) (ModelAlarmBlocks, ModelFirstAlarm) = (ModelAlarmBlocks + 1, Earlier(ModelFirstAlarm, eventTime));
        if (IsAlarm(shadowHealth)) (ShadowAlarmBlocks, ShadowFirstAlarm) = (ShadowAlarmBlocks + 1, Earlier(ShadowFirstAlarm, eventTime));
        Saw(eventTime);
    }

    /// <summary>Takes in a block at which the challenger failed.</summary>
    public void Fail(long eventTime)
    {
        Failures++;
        Saw(eventTime);
    }

    /// <summary>The tally of a row.</summary>
    public static ShadowTally Of(QueryRow row) => new(row.Text("asset"))
    {
        Blocks = row.Whole("blocks"),
        SameGrade = row.Whole("same_grade"),
        HealthDeltaSum = row.DoublePrecision("health_delta_sum"),
        ModelAlarmBlocks = row.Whole("model_alarm_blocks"),
        ShadowAlarmBlocks = row.Whole("shadow_alarm_blocks"),
        ModelFirstAlarm = row.UnixMicrosOrNone("model_first_alarm"),
        ShadowFirstAlarm = row.UnixMicrosOrNone("shadow_first_alarm"),
        FirstEventTime = row.IsNull("first_event_time") ? long.MaxValue : row.UnixMicros("first_event_time"),
        LastEventTime = row.UnixMicrosOrNone("last_event_time"),
        Failures = row.Whole("failures"),
    };

    public ModelComparisonRow RowOf(string reader, string modelHash, string shadowHash, int partition) => new()
    {
        Reader = reader,
        ModelHash = modelHash,
        ShadowHash = shadowHash,
        Asset = Asset,
        LogPartition = partition,
        Blocks = Blocks,
        SameGrade = SameGrade,
        HealthDeltaSum = HealthDeltaSum,
        ModelAlarmBlocks = ModelAlarmBlocks,
        ShadowAlarmBlocks = ShadowAlarmBlocks,
        ModelFirstAlarmUnixMicros = ModelFirstAlarm,
        ShadowFirstAlarmUnixMicros = ShadowFirstAlarm,
        FirstEventTimeUnixMicros = FirstEventTime,
        LastEventTimeUnixMicros = LastEventTime,
        Failures = Failures,
    };

    private void Saw(long eventTime) => (FirstEventTime, LastEventTime) = (Math.Min(FirstEventTime, eventTime), Math.Max(LastEventTime, eventTime));

    private static bool IsAlarm(float health) => health <= 100 * (1 - FaultLimits.AlarmFrom);

    private static long Earlier(long known, long time) => known == long.MinValue ? time : Math.Min(known, time);
}
