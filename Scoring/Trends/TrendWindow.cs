namespace Maintenance.Scoring.Trends;

/// <summary>What the rig did in a minute, as far as comparing minutes needs it.</summary>
[Flags]
internal enum MinuteState : byte
{
    None = 0,

    /// <summary>The string turned (5 rev/min or more).</summary>
    Turning = 1,

    /// <summary>Mud was pumped through the string.</summary>
    Pumping = 2,

    /// <summary>The bit made hole, turning or sliding: on bottom, with weight on it and progress.</summary>
    Drilling = 4,

    /// <summary>The hook carried the string: not in slips.</summary>
    Hanging = 8,

    /// <summary>
    /// No part of the minute was in slips: its least load says so, or, of a single reading, that the hook carried the string in the minutes
    /// before and after too.
    /// </summary>
    Whole = 16,

    /// <summary>Turning and pumping as in the minute before.</summary>
    AsBefore = 32,

    /// <summary>Pumping at the flow of the minute before (± 10 %).</summary>
    SteadyFlow = 64,

    /// <summary>
    /// Turning, pumping or moving along the hole, as far as its depth is known: a string at rest tells nothing of its drag.
    /// </summary>
    Active = 128,
}

/// <summary>
/// Minutes with what every trend needs of them: the state of each, and its string load. A view of buffers of the caller; valid during the
/// call.
/// </summary>
internal readonly ref struct TrendWindow
{
    /// <summary>
    /// A minute in which the hook carried less than this part of the usual string load was (partly) in slips. Slack-off takes less than
    /// that off; a string in slips leaves the travelling block alone, which of a long string is a fifth to a half of the load.
    /// </summary>
    private const float InSlips = 0.6f;

    /// <summary>
    /// Of a short string the block is most of the load: loads that leave a gap of this part of the usual load between them are a string in
    /// slips and a string on the hook.
    /// </summary>
    private const float SlipsGap = 0.08f;

    /// <summary>
    /// What the hook carries while the block moves and the bit does not is the block: up to this much more is a string in slips.
    /// </summary>
    private const float BlockAlone = 1.04f;

    /// <summary>Movement of the block, m, in a minute in which the bit stays where it is.</summary>
    private const float BlockMovesM = 3, BitStaysM = 0.5f;

    /// <summary>
    /// Part of the usual standpipe pressure, and pressure, above which mud is pumped through the string: filling the hole takes none.
    /// </summary>
    private const float Pumped = 0.25f, PumpedPa = 3e5f;

    /// <summary>Flow above which mud is pumped, m³/s, where no pressure is measured.</summary>
    private const float PumpedM3PerS = 0.003f;

    /// <summary>Change of the bit's depth, relative, beyond which minutes are not compared.</summary>
    private const float SameString = 0.25f;

    private const float TurningRpm = 5;
    private const float OnBottomN = 10_000;
    private const float OnBottomM = 0.5f;
    private const float MovesM = 0.25f;
    private const MinuteState Activity = MinuteState.Turning | MinuteState.Pumping;

    /// <param name="minutes">Oldest first, the judged one last.</param>
    /// <param name="load">Buffer, as long as the minutes.</param>
    /// <param name="states">Buffer, as long as the minutes.</param>
    /// <param name="scratch">Buffer, as long as the minutes.</param>
    public TrendWindow(ReadOnlySpan<Minute> minutes, Span<float> load, Span<MinuteState> states, Span<float> scratch)
    {
        Minutes = minutes;
        Load = load;
        States = states;
        Scratch = scratch;
        for (var i = 0; i < minutes.Length; i++)
        {
            WeightIsKnown |= !float.IsNaN(minutes[i][MinuteColumn.WeightOnBit]);
            load[i] = LoadOf(minutes[i]);
        }
        BlockLoad = MedianBlockLoad();
        var count = 0;
        for (var i = 0; i < minutes.Length; i++)
            if (load[i] > 0 && !IsAtSurface(minutes[i])) scratch[count++] = load[i];
        UsualLoad = Quantile(scratch[..count], 0.9f);
        var inSlips = MathF.Max(SlipsLimit(scratch[..count], UsualLoad), float.IsNaN(BlockLoad) ? 0 : BlockAlone * BlockLoad);
        count = 0;
        foreach (var minute in minutes)
            if (!float.IsNaN(minute[MinuteColumn.StandpipePressure])) scratch[count++] = minute[MinuteColumn.StandpipePressure];
        var pumped = MathF.Max(Pumped * Quantile(scratch[..count], 0.9f), PumpedPa);
        for (var i = 0; i < minutes.Length; i++) states[i] = StateOf(minutes[i], load[i], inSlips, pumped);
        for (var i = 0; i < minutes.Length; i++) states[i] |= Neighbours(i);
    }

    public ReadOnlySpan<Minute> Minutes { get; }

    /// <summary>
    /// Load of the string at each minute, N: hook load and the weight that the bit carries, so that setting it down and picking it up
    /// change nothing. NaN without a hook load.
    /// </summary>
    public ReadOnlySpan<float> Load { get; }

    public ReadOnlySpan<MinuteState> States { get; }

    /// <summary>Room for a selection of minutes.</summary>
    public Span<float> Scratch { get; }

    /// <summary>90th percentile of the load, N: the string on the hook. NaN without a hook load.</summary>
    public float UsualLoad { get; }

    /// <summary>Load of the travelling block alone, N; NaN when no minute shows it.</summary>
    public float BlockLoad { get; }

    /// <summary>False when nothing tells weight on bit from weight on the hook.</summary>
    public bool WeightIsKnown { get; }

    /// <summary>Minutes from this one to the judged one.</summary>
    public int Age(int i) => (int)(Minutes[^1].Number - Minutes[i].Number);

    public bool Is(int i, MinuteState state) => (States[i] & state) == state;

    /// <summary>Turning and pumping alike.</summary>
    public bool Alike(int i, int j) => (States[i] & Activity) == (States[j] & Activity);

    /// <summary>True when the depths say that the bit hangs above the bottom.</summary>
    public bool IsOffBottom(int i) => IsOffBottom(Minutes[i]);

    public float this[int i, MinuteColumn column] => Minutes[i][column];

    /// <summary>
    /// The load of another minute as it would have been with the string of a given one: a string twice as long is twice as heavy, the block
    /// stays. Where the block is not known, the most that it can have been: all of the load is string when it grew, none when it shrank.
    /// Where no depth is known, the load as it was. NaN where the lengths say that it is another string.
    /// </summary>
    public float LoadAt(int i, int j)
    {
        var longer = Length(i) / Length(j);
        return !float.IsFinite(longer) ? Load[j] : MathF.Abs(longer - 1) > SameString ? float.NaN
            : float.IsNaN(BlockLoad) ? Load[j] * MathF.Max(1, longer) : BlockLoad + ((Load[j] - BlockLoad) * longer);
    }

    // Of a string that drills, the hole is as deep as it is long.
    private float Length(int i) =>
        this[i, MinuteColumn.BitDepth] is var depth && !float.IsNaN(depth) ? depth : this[i, MinuteColumn.HoleDepth];

    /// <summary>Quantile of unordered values, which it sorts; NaN of none.</summary>
    public static float Quantile(Span<float> values, float share)
    {
        if (values.IsEmpty) return float.NaN;
        values.Sort();
        return values[(int)(share * (values.Length - 1))];
    }

    /// <summary>Middle value of unordered values, which it sorts; NaN of none.</summary>
    public static float Median(Span<float> values)
    {
        if (values.IsEmpty) return float.NaN;
        values.Sort();
        return (values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2;
    }

    /// <summary>Median deviation of values from their median; overwrites them.</summary>
    public static float Deviation(Span<float> values)
    {
        var median = Median(values);
        foreach (ref var value in values) value = MathF.Abs(value - median);
        return Median(values);
    }

    // What a rig shows as weight on bit while the string is in slips or off bottom is none.
    private static float LoadOf(Minute minute)
    {
        var (hook, bit) = (minute[MinuteColumn.HookLoad], minute[MinuteColumn.WeightOnBit]);
        return bit > 0 && !IsOffBottom(minute) && (IsTurning(minute) || minute[MinuteColumn.RateOfPenetration] > 0)
            ? hook + MathF.Min(bit, hook) : hook;
    }

    private static bool IsTurning(Minute minute) => MathF.Abs(minute[MinuteColumn.RotarySpeed]) >= TurningRpm;

    private static bool IsOffBottom(Minute minute) => minute[MinuteColumn.HoleDepth] - minute[MinuteColumn.BitDepth] > OnBottomM;

    // Median load of the minutes in which the block moved and the bit did not; NaN of none.
    private float MedianBlockLoad()
    {
        var count = 0;
        foreach (var minute in Minutes)
        {
            var (block, bit) = (minute[MinuteColumn.BlockPositionMax] - minute[MinuteColumn.BlockPositionMin],
                minute[MinuteColumn.BitDepthMax] - minute[MinuteColumn.BitDepthMin]);
            if (block >= BlockMovesM && bit < BitStaysM && minute[MinuteColumn.HookLoad] > 0)
                Scratch[count++] = minute[MinuteColumn.HookLoad];
        }
        return Median(Scratch[..count]);
    }

    // Above it the hook carries the string; the loads are in order.
    private static float SlipsLimit(ReadOnlySpan<float> loads, float usual)
    {
        for (var i = (int)(0.9f * (loads.Length - 1)); i > 0 && loads[i] > InSlips * usual; i--)
            if (loads[i] - loads[i - 1] >= SlipsGap * usual) return (loads[i] + loads[i - 1]) / 2;
        return InSlips * usual;
    }

    private static bool IsAtSurface(Minute minute) => minute[MinuteColumn.BitDepth] < TrendAssessor.SurfaceM;

    private static MinuteState StateOf(Minute minute, float load, float inSlips, float pumped)
    {
        var state = MinuteState.None;
        if (IsTurning(minute)) state |= MinuteState.Turning;
        if (IsPumping(minute, pumped)) state |= MinuteState.Pumping;
        if (minute[MinuteColumn.WeightOnBit] > OnBottomN && !IsOffBottom(minute) && minute[MinuteColumn.RateOfPenetration] is not <= 0)
            state |= MinuteState.Drilling;
        // Without a hook load, a string in slips neither turns nor is pumped through.
        var isCarried = float.IsNaN(load) ? state != MinuteState.None
            : load >= inSlips && !(minute[MinuteColumn.HookLoadMin] + (load - minute[MinuteColumn.HookLoad]) < inSlips);
        if (isCarried && !IsAtSurface(minute)) state |= MinuteState.Hanging;
        return state;
    }

    private static bool IsPumping(Minute minute, float pumped) => float.IsNaN(minute[MinuteColumn.StandpipePressure])
        ? minute[MinuteColumn.MudFlowIn] > PumpedM3PerS : !(minute[MinuteColumn.StandpipePressure] < pumped);

    private MinuteState Neighbours(int i)
    {
        var state = MinuteState.None;
        if (i == 0 || Minutes[i].Number - Minutes[i - 1].Number > 2) return state; // nothing is known of the minute before
        if (Alike(i, i - 1)) state |= MinuteState.AsBefore;
        if ((States[i] & Activity) != MinuteState.None || !(Moved(i) < MovesM)) state |= MinuteState.Active;
        if (Is(i, MinuteState.Hanging) && (this[i, MinuteColumn.HookLoadMin] < this[i, MinuteColumn.HookLoadMax]
            || (Is(i - 1, MinuteState.Hanging) && (i + 1 == Minutes.Length || Is(i + 1, MinuteState.Hanging))))) state |= MinuteState.Whole;
        var (flow, before) = (this[i, MinuteColumn.MudFlowIn], this[i - 1, MinuteColumn.MudFlowIn]);
        if (Is(i, MinuteState.Pumping) && MathF.Abs(before - flow) < 0.1f * flow) state |= MinuteState.SteadyFlow;
        return state;
    }

    // How far the bit moved, m; NaN when its depth is not known.
    private float Moved(int i) => MathF.Max(MathF.Abs(this[i, MinuteColumn.BitDepth] - this[i - 1, MinuteColumn.BitDepth]),
        this[i, MinuteColumn.BitDepthMax] - this[i, MinuteColumn.BitDepthMin]);
}
