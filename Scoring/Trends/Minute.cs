using System.Runtime.CompilerServices;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// One minute of an asset: roll-up of its blocks, from which slow changes are judged. A pure function of the blocks whose event time lies in
/// it.
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
}
