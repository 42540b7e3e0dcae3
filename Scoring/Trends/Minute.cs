using System.Runtime.CompilerServices;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// One minute of an asset: roll-up of its blocks, from which slow changes are judged. A pure function of the blocks whose event time lies
/// in it.
/// </summary>
internal sealed class Minute
{
    /// <summary>Number of values.</summary>
    public static readonly int Columns = Enum.GetValues<MinuteColumn>().Length;

    /// <summary>Number of the minute: event time / 60 s, since 1970.</summary>
    public required long Number { get; set; }

    /// <summary>Blocks in it.</summary>
    public int Blocks { get; set; }

    /// <summary>A value per <see cref="MinuteColumn"/>; NaN where no block has one.</summary>
    public float[] Values { get; } = new float[Columns];

    /// <summary>
    /// What the minutes before said when its blocks were last assessed; null when that is not in memory. Shared by minutes that agree.
    /// </summary>
    public StrongBox<TrendFindings>? Findings { get; set; }

    /// <summary>One value.</summary>
    public float this[MinuteColumn column]
    {
        get => Values[(int)column];
        set => Values[(int)column] = value;
    }

    /// <summary>The minute as one reading of the rig, at its middle.</summary>
    public RigReading ToReading() => new()
    {
        TimeUnixMicros = (Number * BlockPages.PageMicros) + (BlockPages.PageMicros / 2),
        RotarySpeed = this[MinuteColumn.RotarySpeed],
        MudFlow = this[MinuteColumn.MudFlowIn],
        StandpipePressure = this[MinuteColumn.StandpipePressure],
        HookLoad = this[MinuteColumn.HookLoad],
        WeightOnBit = this[MinuteColumn.WeightOnBit],
        Penetration = this[MinuteColumn.RateOfPenetration],
        HoleDepth = this[MinuteColumn.HoleDepth],
        BitDepth = new MovedDepth(this[MinuteColumn.BitDepth], this[MinuteColumn.BitDepthMin], this[MinuteColumn.BitDepthMax]),
        Block = new MovedDepth(
            (this[MinuteColumn.BlockPositionMin] + this[MinuteColumn.BlockPositionMax]) / 2, this[MinuteColumn.BlockPositionMin],
            this[MinuteColumn.BlockPositionMax]),
    };
}
