using Maintenance.Core.Conditions;
using Maintenance.Core.Tables;

namespace Maintenance.Scoring.Shadow;

/// <summary>What was seen of one drill under one pair of models; a row of <c>model_comparison</c>, committed with the rows it counts. Threading: one worker.</summary>
internal sealed class ShadowTally(string asset)
{
    /// <summary>P(fault) of an alarm: the edge of grade C.</summary>
    public const float AlarmFrom = 0.3f;

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

    public void WriteTo(TableBatch batch, string reader, string modelHash, string shadowHash, int partition)
    {
        batch.Column<string?>(0).Add(reader);
        batch.Column<string?>(1).Add(modelHash);
        batch.Column<string?>(2).Add(shadowHash);
        batch.Column<string?>(3).Add(Asset);
        batch.Column<int>(4).Add(partition);
        batch.Column<long>(5).Add(Blocks);
        batch.Column<long>(6).Add(SameGrade);
        batch.Column<double>(7).Add(HealthDeltaSum);
        batch.Column<long>(8).Add(ModelAlarmBlocks);
        batch.Column<long>(9).Add(ShadowAlarmBlocks);
        batch.Column<long>(10).Add(ModelFirstAlarm);
        batch.Column<long>(11).Add(ShadowFirstAlarm);
        batch.Column<long>(12).Add(FirstEventTime);
        batch.Column<long>(13).Add(LastEventTime);
        batch.Column<long>(14).Add(Failures);
    }

    private void Saw(long eventTime) => (FirstEventTime, LastEventTime) = (Math.Min(FirstEventTime, eventTime), Math.Max(LastEventTime, eventTime));

    private static bool IsAlarm(float health) => health <= 100 * (1 - AlarmFrom);

    private static long Earlier(long known, long time) => known == long.MinValue ? time : Math.Min(known, time);
}
