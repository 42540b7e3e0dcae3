using Maintenance.Core.Conditions;
using Maintenance.Core.Tables;
using Maintenance.Core.Time;

namespace Maintenance.Scoring.Shadow;

/// <summary>
/// How a pair of models compares on one drill; a row of <c>model_comparison</c>, committed with the rows it counts. Threading:
/// one worker.
/// </summary>
internal sealed class ShadowStatistics(string asset)
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

    /// <summary>True while the changes are not yet in a row of the current batch.</summary>
    public bool Touched { get; set; }

    /// <summary>Adds a block that both models scored.</summary>
    public void Add(long eventTime, float modelHealth, float shadowHealth)
    {
        Blocks++;
        if (HealthGrades.FromIndex(modelHealth) == HealthGrades.FromIndex(shadowHealth)) SameGrade++;
        HealthDeltaSum += Math.Abs((double)modelHealth - shadowHealth);
        if (IsAlarm(modelHealth)) (ModelAlarmBlocks, ModelFirstAlarm) = (ModelAlarmBlocks + 1, Earlier(ModelFirstAlarm, eventTime));
        if (IsAlarm(shadowHealth)) (ShadowAlarmBlocks, ShadowFirstAlarm) = (ShadowAlarmBlocks + 1, Earlier(ShadowFirstAlarm, eventTime));
        Saw(eventTime);
    }

    /// <summary>Adds a block at which the challenger failed.</summary>
    public void Fail(long eventTime)
    {
        Failures++;
        Saw(eventTime);
    }

    /// <summary>Restores the statistics from a row.</summary>
    public static ShadowStatistics Of(ModelComparisonRow row) => new(row.Asset)
    {
        Blocks = row.Blocks,
        SameGrade = row.SameGrade,
        HealthDeltaSum = row.HealthDeltaSum,
        ModelAlarmBlocks = row.ModelAlarmBlocks,
        ShadowAlarmBlocks = row.ShadowAlarmBlocks,
        ModelFirstAlarm = row.ModelFirstAlarmUnixMicros,
        ShadowFirstAlarm = row.ShadowFirstAlarmUnixMicros,
        FirstEventTime = row.FirstEventTimeUnixMicros == UnixMicros.None ? long.MaxValue : row.FirstEventTimeUnixMicros,
        LastEventTime = row.LastEventTimeUnixMicros,
        Failures = row.Failures,
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

    private void Saw(long eventTime) => (FirstEventTime, LastEventTime) =
        (Math.Min(FirstEventTime, eventTime), Math.Max(LastEventTime, eventTime));

    private static bool IsAlarm(float health) => health <= 100 * (1 - FaultLimits.AlarmFrom);

    private static long Earlier(long known, long time) => known == long.MinValue ? time : Math.Min(known, time);
}
