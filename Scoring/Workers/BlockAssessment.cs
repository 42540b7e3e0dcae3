using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.Shadow;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Workers;

/// <summary>
/// Assesses, once, each block that a record affects, and rolls up each closed minute that it changes; a row for each result that is new.
/// <para>It goes minute by minute, ascending: assess the blocks whose windows hold a changed one, or all of them if what the minutes before
/// say has changed (<see cref="MinuteChanges"/>); then roll the minute up, unless it is the newest. Blocks of a later minute may have to be
/// read back first: then it stops there, and goes on when they are in memory (docs/decisions/0036-minutes.md).</para>
/// Threading: one worker.
/// </summary>
internal sealed class BlockAssessment(ProcessedCounts counts)
{
    private const long Nothing = long.MaxValue;

    private readonly List<BlockEntry> _span = [];
    private readonly MinuteChanges _changes = new();

    // Times of the blocks whose windows changed, [from, until), ascending.
    private readonly List<(long From, long Until)> _ranges = [];
    private int _range;
    private long _next;
    private long _newest;
    private long _newestBefore;
    private StoreRead? _needed;

    /// <summary>Assesses the blocks that follow.</summary>
    public ConditionAssessor Assessor { get; set; } = null!;

    /// <summary>Scores a challenger beside the assessor; null without one.</summary>
    public ShadowComparison? Shadow { get; set; }

    /// <summary>Judges slow changes.</summary>
    public TrendJudge Trends
    {
        get => _changes.Judge;
        set => _changes.Judge = value;
    }

    /// <summary>The block that is the asset's present, if the last record changed its assessment.</summary>
    public BlockEntry? ReassessedPresent { get; private set; }

    /// <summary>What the record described or assessed anew.</summary>
    public BlockChanges Changed { get; private set; }

    /// <summary>Starts with the blocks that a record changed.</summary>
    /// <param name="state">Asset.</param>
    /// <param name="changed">Its blocks whose descriptors changed, ascending.</param>
    /// <param name="newestBefore">Time of the asset's newest block before the record; <see cref="long.MinValue"/> without one.</param>
    public void Begin(AssetState state, List<BlockEntry> changed, long newestBefore)
    {
        (ReassessedPresent, _needed, _range, _next) = (null, null, 0, Nothing);
        _ranges.Clear();
        Changed = changed.Count == 0 ? BlockChanges.None
            : new BlockChanges(changed[0].EventTimeUnixMicros, changed[^1].EventTimeUnixMicros, long.MinValue);
        for (var i = 0; i < changed.Count;)
        {
            // Neighbouring blocks affect mostly the same blocks: overlapping ranges are assessed as one.
            var from = changed[i].EventTimeUnixMicros;
            var until = from + WindowFeatures.WindowMicros;
            for (i++; i < changed.Count && changed[i].EventTimeUnixMicros < until; i++)
                until = changed[i].EventTimeUnixMicros + WindowFeatures.WindowMicros;
            _ranges.Add((from, until));
        }
        _newest = state.Blocks.Newest == long.MinValue ? long.MinValue : BlockPages.PageOf(state.Blocks.Newest);
        _changes.Begin(_newest);
        if (_ranges.Count == 0) return;
        _newestBefore = newestBefore == long.MinValue ? Nothing : BlockPages.PageOf(newestBefore);
        _next = Math.Min(BlockPages.PageOf(_ranges[0].From), _newestBefore);
    }

    /// <summary>Goes on, to the end or until blocks are missing.</summary>
    /// <param name="state">Asset.</param>
    /// <param name="origin">Record that changed the blocks.</param>
    /// <param name="rows">Receives the rows.</param>
    /// <returns>What must be read first; null at the end.</returns>
    public StoreRead? Continue(AssetState state, in BlockOrigin origin, StagedRows rows)
    {
        for (var minute = Candidate(state); minute != Nothing; _next = minute + 1, minute = Candidate(state))
        {
            _needed = Update(state, minute, origin, rows);
            if (_needed is not null) return _needed;
        }
        Changed = Changed with { Minute = _changes.Judged };
        _changes.End(state.Minutes);
        return null;
    }

    /// <summary>What must be read before <see cref="Continue"/> gets further; null when it is in memory.</summary>
    public StoreRead? Needed(AssetState state)
    {
        if (_needed is null || _needed.State != state) return null;
        for (var page = BlockPages.PageOf(_needed.From); page <= BlockPages.PageOf(_needed.To); page++)
            if (!state.Blocks.Has(page)) return _needed;
        return null;
    }

    // The next minute that may have to do with the record: one that its blocks reach directly, one that it closed, or a later one that
    // what it changed could reach.
    private long Candidate(AssetState state)
    {
        if (_next == Nothing || _next > _newest) return Nothing;
        var next = _newestBefore >= _next && _newestBefore < _newest ? _newestBefore : Nothing;
        while (_range < _ranges.Count && BlockPages.PageOf(_ranges[_range].Until - 1) < _next) _range++;
        if (_range < _ranges.Count) next = Math.Min(next, Math.Max(_next, BlockPages.PageOf(_ranges[_range].From)));
        if (_changes.Reach >= _next) next = Math.Min(next, WithinReach(Math.Min(state.Minutes.NextFrom(_next), _newest)));
        return next > _newest ? Nothing : next;

        long WithinReach(long minute) => minute <= _changes.Reach ? minute : Nothing;
    }

    private StoreRead? Update(AssetState state, long minute, in BlockOrigin origin, StagedRows rows)
    {
        var closed = minute < _newest;
        var known = state.Minutes.Find(minute);
        var was = known is null ? state.Minutes.FindingsOfOpen(minute) : known.Findings;
        var whole = (known is not null || minute == _newestBefore) && _changes.Affect(state.Minutes, minute, was);
        if (whole && !(state.Blocks.Has(minute - 1) && state.Blocks.Has(minute)))
            return new StoreRead(StoreReadKind.Pages, state, (minute - 1) * BlockPages.PageMicros,
                (Math.Min(_newest, _changes.Reach) + 1) * BlockPages.PageMicros - 1);
        var direct = _range < _ranges.Count && BlockPages.PageOf(_ranges[_range].From) <= minute;
        if (whole || direct)
        {
            var context = _changes.ContextOf(state.Minutes, minute, was, out var findings);
            Assess(state, minute, whole, context, origin, rows);
            if (known is not null) known.Findings = findings;
            else if (!closed) state.Minutes.SetOpen(minute, findings);
            was = findings;
        }
        if (closed && (whole || direct || minute == _newestBefore)) RollUp(state, minute, was, origin, rows);
        return null;
    }

    private void RollUp(AssetState state, long minute, StrongBox<TrendFindings>? findings, in BlockOrigin origin, StagedRows rows)
    {
        _span.Clear();
        state.Blocks.Collect(minute * BlockPages.PageMicros, (minute + 1) * BlockPages.PageMicros - 1, _span);
        if (_span.Count == 0) return;
        if (_changes.RollUp(state.Minutes, minute, CollectionsMarshal.AsSpan(_span)) is not { } changed) return;
        changed.Findings = findings;
        rows.Add(state.Id, changed, origin);
    }

    private void Assess(AssetState state, long minute, bool whole, in TrendContext context, in BlockOrigin origin, StagedRows rows)
    {
        var (start, end) = (minute * BlockPages.PageMicros, (minute + 1) * BlockPages.PageMicros);
        if (whole)
        {
            AssessRange(state, start, end, context, origin, rows);
            return;
        }
        for (var i = _range; i < _ranges.Count && _ranges[i].From < end; i++)
            AssessRange(state, Math.Max(start, _ranges[i].From), Math.Min(end, _ranges[i].Until), context, origin, rows);
    }

    private void AssessRange(AssetState state, long from, long until, in TrendContext context, in BlockOrigin origin, StagedRows rows)
    {
        _span.Clear();
        state.Blocks.Collect(from - WindowFeatures.WindowMicros + 1, until - 1, _span);
        var span = CollectionsMarshal.AsSpan(_span);
        for (int i = 0, first = 0; i < span.Length; i++)
        {
            var entry = span[i];
            if (entry.EventTimeUnixMicros < from) continue;
            while (span[first].EventTimeUnixMicros <= entry.EventTimeUnixMicros - WindowFeatures.WindowMicros) first++;
            Assess(state, span[first..(i + 1)], context, origin, rows);
        }
    }

    private void Assess(AssetState state, ReadOnlySpan<BlockEntry> window, in TrendContext context, in BlockOrigin origin, StagedRows rows)
    {
        var entry = window[^1];
        var assessment = Assessor.Assess(window, context, state.Setup.OnlyLocation);
        if (entry.Assessment is { } known && known.Equals(assessment)) return;
        if (Shadow is not null && entry.Assessment is null && assessment.HasEvidence)
            Shadow.Compare(state.Id, assessment.HealthIndex, window, context, state.Setup.OnlyLocation);
        entry.Assessment = assessment;
        Changed = Changed.With(entry.EventTimeUnixMicros);
        rows.Add(state.Id, entry.EventTimeUnixMicros, assessment, origin, Assessor.ModelHash);
        counts.Assessments++;
        if (state.NotePresent(entry.EventTimeUnixMicros, origin.KnownAtUnixMicros, origin.Offset)) ReassessedPresent = entry;
    }
}
