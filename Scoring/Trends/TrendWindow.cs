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

    /// <summary>The hook carried it in the minutes before and after too, so that no part of this one was in slips.</summary>
    Whole = 16,

    /// <summary>Turning and pumping as in the minute before.</summary>
    AsBefore = 32,

    /// <summary>Pumping at the flow of the minute before (± 10 %).</summary>
    SteadyFlow = 64,
}

/// <summary>
/// Minutes with what every trend needs of them: the state of each, and its string load. A view of buffers of the caller; valid during the
/// call.
/// </summary>
internal readonly ref struct TrendWindow
{
    /// <summary>
    /// A minute in which the hook carried less than this part of the usual string load was (partly) in slips. Stuck or lost weight takes
    /// less than that off within two hours; a string in slips leaves the travelling block alone, a fifth to a half of the load.
    /// </summary>
    private const float InSlips = 0.6f;

    /// <summary>Part of the usual standpipe pressure above which the pumps push mud through the string: filling the hole does not.</summary>
    private const float Pumped = 0.3f;

    private const float TurningRpm = 5;
    private const float OnBottomN = 10_000;
    private const float OnBottomM = 0.5f;
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
        var (loads, pressures) = (0, 0);
        for (var i = 0; i < minutes.Length; i++)
        {
            WeightIsKnown |= minutes[i][MinuteColumn.WeightOnBit] > 0;
            load[i] = LoadOf(minutes[i]);
            if (load[i] > 0) scratch[loads++] = load[i];
        }
        UsualLoad = Quantile(scratch[..loads], 0.9f);
        foreach (var minute in minutes)
            if (minute[MinuteColumn.StandpipePressure] > 0) scratch[pressures++] = minute[MinuteColumn.StandpipePressure];
        var pumped = Pumped * Quantile(scratch[..pressures], 0.9f);
        for (var i = 0; i < minutes.Length; i++) states[i] = StateOf(minutes[i], load[i], InSlips * UsualLoad, pumped);
        for (var i = 0; i < minutes.Length; i++) states[i] |= Neighbours(i);
    }

    public ReadOnlySpan<Minute> Minutes { get; }

    /// <summary>
    /// Load of the string at each minute, N: hook load and the weight that the bit carries, so that setting it down and picking it up change
    /// nothing. NaN without a hook load.
    /// </summary>
    public ReadOnlySpan<float> Load { get; }

    public ReadOnlySpan<MinuteState> States { get; }

    /// <summary>Room for a selection of minutes.</summary>
    public Span<float> Scratch { get; }

    /// <summary>90th percentile of the load, N: the string on the hook. NaN without a hook load.</summary>
    public float UsualLoad { get; }

    /// <summary>False when nothing tells weight on bit from weight on the hook.</summary>
    public bool WeightIsKnown { get; }

    /// <summary>Minutes from this one to the judged one.</summary>
    public int Age(int i) => (int)(Minutes[^1].Number - Minutes[i].Number);

    public bool Is(int i, MinuteState state) => (States[i] & state) == state;

    /// <summary>Turning and pumping alike.</summary>
    public bool Alike(int i, int j) => (States[i] & Activity) == (States[j] & Activity);

    public float this[int i, MinuteColumn column] => Minutes[i][column];

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

    private static float LoadOf(Minute minute)
    {
        var (hook, bit) = (minute[MinuteColumn.HookLoad], minute[MinuteColumn.WeightOnBit]);
        return bit > 0 ? hook + MathF.Min(bit, hook) : hook;
    }

    private static MinuteState StateOf(Minute minute, float load, float inSlips, float pumped)
    {
        var state = MinuteState.None;
        if (MathF.Abs(minute[MinuteColumn.RotarySpeed]) >= TurningRpm) state |= MinuteState.Turning;
        if (IsPumping(minute, pumped)) state |= MinuteState.Pumping;
        if (IsDrilling(minute)) state |= MinuteState.Drilling;
        if (load >= inSlips && !(minute[MinuteColumn.HookLoadMin] < inSlips)) state |= MinuteState.Hanging;
        return state;
    }

    private static bool IsPumping(Minute minute, float pumped) => float.IsNaN(pumped) ? minute[MinuteColumn.MudFlowIn] > 0
        : minute[MinuteColumn.StandpipePressure] >= pumped;

    private static bool IsDrilling(Minute minute)
    {
        var above = minute[MinuteColumn.HoleDepth] - minute[MinuteColumn.BitDepth];
        return minute[MinuteColumn.WeightOnBit] > OnBottomN && !(above > OnBottomM) && minute[MinuteColumn.RateOfPenetration] is not <= 0;
    }

    private MinuteState Neighbours(int i)
    {
        var state = MinuteState.None;
        if (i == 0 || Minutes[i].Number - Minutes[i - 1].Number > 2) return state; // nothing is known of the minute before
        if (Alike(i, i - 1)) state |= MinuteState.AsBefore;
        if (Is(i, MinuteState.Hanging) && Is(i - 1, MinuteState.Hanging)
            && (i + 1 == Minutes.Length || Is(i + 1, MinuteState.Hanging))) state |= MinuteState.Whole;
        var (flow, before) = (this[i, MinuteColumn.MudFlowIn], this[i - 1, MinuteColumn.MudFlowIn]);
        if (Is(i, MinuteState.Pumping) && MathF.Abs(before - flow) < 0.1f * flow) state |= MinuteState.SteadyFlow;
        return state;
    }
}
