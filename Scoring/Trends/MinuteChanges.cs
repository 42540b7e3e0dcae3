using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// What one record changes in the minutes of its asset, in ascending order, and how far that reaches: whether the blocks of a later minute
/// would be assessed with something else than before. Threading: one worker.
/// </summary>
internal sealed class MinuteChanges
{
    private static readonly StrongBox<TrendFindings> None = new(TrendFindings.None);

    private readonly MinuteRollUp _rollUp = new();
    private readonly List<(long Number, Minute? Before)> _replaced = [];
    private readonly List<Minute> _before = [];

    // Numbers of the last minutes whose measured values, and whose health, have changed; and of the last one by which others are judged
    // differently, as it goes on and has changed, or goes on now.
    private long _measured = long.MinValue;
    private long _health = long.MinValue;
    private long _judged = long.MinValue;
    private long _newest;

    /// <summary>Judges the minutes.</summary>
    public TrendJudge Judge { get; set; } = TrendAssessor.Assess;

    /// <summary>The last minute that the changes can reach; <see cref="long.MinValue"/> without any.</summary>
    public long Reach => Math.Max(After(_judged, TrendAssessor.MaxMinutes),
        Math.Max(After(_measured, TrendContext.ReadingMinutes), After(_health, TrendContext.HealthMinutes)));

    /// <summary>
    /// Number of the last minute by which later ones are judged and that has changed; <see cref="long.MinValue"/> without any.
    /// </summary>
    public long Judged => _judged;

    /// <summary>Starts a record.</summary>
    /// <param name="newest">Number of the asset's newest minute.</param>
    public void Begin(long newest)
    {
        _replaced.Clear();
        (_measured, _health, _judged, _newest) = (long.MinValue, long.MinValue, long.MinValue, newest);
    }

    /// <summary>Gives back what was replaced.</summary>
    public void End(MinuteHistory minutes)
    {
        foreach (var (_, before) in _replaced)
            if (before is not null) minutes.Recycle(before);
        _replaced.Clear();
    }

    /// <summary>
    /// Rolls a closed minute up. A minute with the same values as before stays as it is.
    /// </summary>
    /// <returns>The minute, if its row must be written.</returns>
    public Minute? RollUp(MinuteHistory minutes, long number, ReadOnlySpan<BlockEntry> blocks)
    {
        var minute = minutes.Make(number);
        minute.Blocks = blocks.Length;
        _rollUp.Compute(blocks, minute.Values);
        if (minutes.Find(number) is not { } before)
        {
            minutes.Put(minute);
            _replaced.Add((number, null));
            (_measured, _health) = (number, number);
            if (GoesOn(minutes, number)) _judged = number;
            // The one before goes on with this one.
            else if (minutes.Between(number - ContinuedMinutes.Within, number - 1) is [.., var last])
                _judged = Math.Max(_judged, last.Number);
            return minute;
        }
        minute.Findings = before.Findings;
        var (same, measured) = Compare(before, minute);
        if (same)
        {
            minutes.Recycle(minute);
            return null;
        }
        minutes.Put(minute);
        _replaced.Add((number, before));
        if (measured) _measured = number;
        if (measured && GoesOn(minutes, number)) _judged = number;
        _health = number;
        return minute;
    }

    /// <summary>What the blocks of a minute are assessed with now.</summary>
    /// <param name="minutes">The asset's minutes.</param>
    /// <param name="number">The minute.</param>
    /// <param name="was">Findings they were assessed with before; null when not known.</param>
    /// <param name="findings">Findings to keep with the minute.</param>
    public TrendContext ContextOf(MinuteHistory minutes, long number, StrongBox<TrendFindings>? was, out StrongBox<TrendFindings> findings)
    {
        findings = was is not null && !IsReached(number) ? was : Share(minutes, number, was, FindingsAfter(minutes, number));
        return TrendContexts.Of(findings.Value, minutes.Between(number - TrendContext.HealthMinutes, number - 1), number);
    }

    /// <summary>True when the blocks of a minute must be assessed again.</summary>
    /// <param name="minutes">The asset's minutes.</param>
    /// <param name="number">The minute, which existed before the record.</param>
    /// <param name="was">Findings they were assessed with before; null when not known.</param>
    public bool Affect(MinuteHistory minutes, long number, StrongBox<TrendFindings>? was)
    {
        // Their drilling state may come from the minutes before.
        if (_measured != long.MinValue && number > _measured && number - _measured <= TrendContext.ReadingMinutes) return true;
        if (_health != long.MinValue && number - _health <= TrendContext.HealthMinutes && !TrendContext.HaveSameGrade(
            TrendContexts.LowestHealthOf(Before(minutes, number, TrendContext.HealthMinutes), number), LowestHealth(minutes, number)))
            return true;
        return IsReached(number) && !StatedFindings.AreSame(
            was?.Value ?? TrendContexts.FindingsOf(Before(minutes, number, TrendAssessor.MaxMinutes), number, Judge),
            FindingsAfter(minutes, number));
    }

    private static long After(long number, int minutes) => number == long.MinValue ? number : number + minutes;

    private bool IsReached(long number) => number <= After(_judged, TrendAssessor.MaxMinutes);

    // True when the minutes after this one are judged by it.
    private bool GoesOn(MinuteHistory minutes, long number) =>
        Math.Min(minutes.NextFrom(number + 1), _newest) is var next && next > number && next - number <= ContinuedMinutes.Within;

    private TrendFindings FindingsAfter(MinuteHistory minutes, long number) =>
        TrendContexts.FindingsOf(minutes.Between(number - TrendAssessor.MaxMinutes, number - 1), number, Judge);

    private static float LowestHealth(MinuteHistory minutes, long number) =>
        TrendContexts.LowestHealthOf(minutes.Between(number - TrendContext.HealthMinutes, number - 1), number);

    // Minutes that agree share one object: most say nothing for hours.
    private static StrongBox<TrendFindings> Share(
        MinuteHistory minutes, long number, StrongBox<TrendFindings>? was, in TrendFindings findings)
    {
        if (was is not null && StatedFindings.AreSame(was.Value, findings)) return was;
        if (minutes.Find(number - 1)?.Findings is { } last && StatedFindings.AreSame(last.Value, findings)) return last;
        return StatedFindings.AreSame(None.Value, findings) ? None : new StrongBox<TrendFindings>(findings);
    }

    // The minutes before one, as they were when the record came.
    private ReadOnlySpan<Minute> Before(MinuteHistory minutes, long number, int count)
    {
        _before.Clear();
        var next = 0;
        while (next < _replaced.Count && _replaced[next].Number < number - count) next++;
        foreach (var minute in minutes.Between(number - count, number - 1))
            if (next == _replaced.Count || _replaced[next].Number != minute.Number) _before.Add(minute);
            else if (_replaced[next++].Before is { } before) _before.Add(before);
        return CollectionsMarshal.AsSpan(_before);
    }

    private static (bool Same, bool Measured) Compare(Minute before, Minute after)
    {
        var old = MemoryMarshal.Cast<float, int>(before.Values);
        var now = MemoryMarshal.Cast<float, int>(after.Values);
        const int Health = (int)MinuteColumn.HealthIndex;
        var measured = before.Blocks != after.Blocks || !old[..Health].SequenceEqual(now[..Health])
            || !old[(Health + 1)..].SequenceEqual(now[(Health + 1)..]);
        return (!measured && old[Health] == now[Health], measured);
    }
}
