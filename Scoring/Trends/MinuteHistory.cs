using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Maintenance.Core.Tables;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Scoring.Trends;

/// <summary>
/// The closed minutes of one asset that a worker keeps: those before its newest block, and those around late data. It knows of which
/// stretches it has every minute, so that a gap is told from what was not read. Minutes are forgotten only between records
/// (<see cref="Shrink"/>). Threading: one worker.
/// </summary>
internal sealed class MinuteHistory
{
    /// <summary>Minutes before the newest that stay: what it is judged by, and what it takes to correct the last few.</summary>
    private const int KeptMinutes = TrendAssessor.MaxMinutes + 10;

    /// <summary>Minutes that may accumulate before the oldest are forgotten.</summary>
    private const int Slack = 8;

    /// <summary>Minutes kept for late data.</summary>
    private const int MaxLateMinutes = 1024;

    /// <summary>Records without late data after which the minutes around it are forgotten.</summary>
    private const int MaxIdle = 600;

    private readonly List<Minute> _minutes = [];
    private readonly List<(long First, long Last)> _known = [(long.MinValue, long.MaxValue)];
    private readonly Stack<Minute> _free = [];
    private (long First, long Last) _used = (0, -1);
    private (long Number, StrongBox<TrendFindings>? Findings) _open;
    private int _idle = MaxIdle;

    /// <summary>True while nothing may be forgotten: records to come need it.</summary>
    public bool IsHeld { get; set; }

    /// <summary>Sets the newest minute in the store, which is not closed yet: earlier ones must be read before they are used.</summary>
    public void StartAt(long newest)
    {
        _known.Clear();
        _known.Add((newest, long.MaxValue));
    }

    /// <summary>True when every minute of a stretch is in memory.</summary>
    public bool Knows(long first, long last)
    {
        if (first > last) return true;
        foreach (var (from, to) in _known)
            if (first >= from && last <= to) return true;
        return false;
    }

    /// <summary>Notes what the record in hand needs.</summary>
    public void Use(long first, long last) => _used = (first, last);

    /// <summary>Adds what the store has of a stretch; minutes that are already known are newer here.</summary>
    public void Load(long first, long last, IEnumerable<ConditionMinuteRow> rows)
    {
        foreach (var row in rows)
        {
            var number = MinuteRollUp.NumberOf(row.EventTimeUnixMicros);
            if (number < first || number > last || Knows(number, number)) continue;
            var minute = Make(number);
            minute.Blocks = row.Blocks;
            row.Values.AsSpan(0, Minute.Columns).CopyTo(minute.Values);
            _minutes.Insert(IndexOf(number), minute);
        }
        AddKnown(first, last);
    }

    /// <summary>The minutes of a stretch, which must be known, oldest first. Valid until the next change.</summary>
    public ReadOnlySpan<Minute> Between(long first, long last)
    {
        var start = IndexOf(first);
        return CollectionsMarshal.AsSpan(_minutes)[start..Math.Max(start, IndexOf(last + 1))];
    }

    /// <summary>The minute of a number, or null.</summary>
    public Minute? Find(long number) => IndexOf(number) is var i && i < _minutes.Count && _minutes[i].Number == number ? _minutes[i] : null;

    /// <summary>Number of the first minute from one on; <see cref="long.MaxValue"/> when there is none.</summary>
    public long NextFrom(long number) => IndexOf(number) is var i && i < _minutes.Count ? _minutes[i].Number : long.MaxValue;

    /// <summary>Adds or replaces a minute, from <see cref="Make"/>.</summary>
    /// <returns>The replaced one, to be given back with <see cref="Recycle"/>.</returns>
    public Minute? Put(Minute minute)
    {
        var i = IndexOf(minute.Number);
        if (i < _minutes.Count && _minutes[i].Number == minute.Number)
        {
            var before = _minutes[i];
            _minutes[i] = minute;
            return before;
        }
        _minutes.Insert(i, minute);
        return null;
    }

    /// <summary>A minute that does not belong to the history yet.</summary>
    public Minute Make(long number)
    {
        if (!_free.TryPop(out var minute)) return new Minute { Number = number };
        (minute.Number, minute.Findings) = (number, null);
        return minute;
    }

    /// <summary>Takes back a minute that nobody uses any more.</summary>
    public void Recycle(Minute minute)
    {
        if (_free.Count < Slack) _free.Push(minute);
    }

    /// <summary>What the blocks of the newest minute, which is not closed, were assessed with; null when that is not known.</summary>
    public StrongBox<TrendFindings>? FindingsOfOpen(long number) => _open.Number == number ? _open.Findings : null;

    /// <summary>Notes what the blocks of the newest minute were assessed with.</summary>
    public void SetOpen(long number, StrongBox<TrendFindings> findings) => _open = (number, findings);

    /// <summary>Forgets what is not needed for the newest minute, nor by late data.</summary>
    /// <param name="newest">Number of the newest minute.</param>
    public void Shrink(long newest)
    {
        if (IsHeld || _minutes.Count == 0 || _minutes[0].Number >= newest - KeptMinutes - Slack) return;
        _idle = _used.First < newest - KeptMinutes && _used.First <= _used.Last ? 0 : _idle + 1;
        if (_idle < MaxIdle && _minutes.Count <= MaxLateMinutes) return;
        Keep(newest - KeptMinutes, _idle == 0 ? _used : (0, -1));
    }

    private void Keep(long live, (long First, long Last) late)
    {
        var kept = 0;
        for (var i = 0; i < _minutes.Count; i++)
        {
            var minute = _minutes[i];
            if (minute.Number >= live || (minute.Number >= late.First && minute.Number <= late.Last)) _minutes[kept++] = minute;
            else Recycle(minute);
        }
        _minutes.RemoveRange(kept, _minutes.Count - kept);
        Span<(long First, long Last)> known = [.. _known];
        _known.Clear();
        foreach (var (first, last) in known)
        {
            if (Math.Max(first, late.First) <= Math.Min(last, Math.Min(late.Last, live - 1)))
                AddKnown(Math.Max(first, late.First), Math.Min(last, late.Last));
            if (Math.Max(first, live) <= last) AddKnown(Math.Max(first, live), last);
        }
    }

    private void AddKnown(long first, long last)
    {
        for (var i = _known.Count - 1; i >= 0; i--)
        {
            var (from, to) = _known[i];
            if ((to != long.MaxValue && first > to + 1) || (from != long.MinValue && last < from - 1)) continue;
            (first, last) = (Math.Min(first, from), Math.Max(last, to));
            _known.RemoveAt(i);
        }
        _known.Add((first, last));
    }

    private int IndexOf(long number)
    {
        if (_minutes.Count == 0 || _minutes[^1].Number < number) return _minutes.Count;
        var (low, high) = (0, _minutes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_minutes[middle].Number < number) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}
