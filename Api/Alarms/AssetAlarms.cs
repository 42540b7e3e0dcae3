using Maintenance.Core.Alarms;

namespace Maintenance.Api.Alarms;

/// <summary>
/// The alarms of one asset, kept current. Inputs may come a little out of order, as an action is known at once and events only when their
/// record is scored: the inputs of the last minutes are kept, and folded again when one belongs between them. Threading: one at a time.
/// </summary>
internal sealed class AssetAlarms(AlarmFold fold)
{
    private const long KeptMicros = 600_000_000;
    private const int KeptInputs = 32;
    private readonly List<AlarmInput> _tail = [];
    private AlarmFold? _base;

    public AlarmFold Fold { get; private set; } = fold;

    /// <summary>When the clock does something next, as planned.</summary>
    public long Due { get; set; } = long.MaxValue;

    /// <summary>Number of inputs, to notice one that came while the store was read.</summary>
    public long Inputs { get; private set; }

    /// <summary>Adds an input; false when it is older than what is kept, so that the store must be asked.</summary>
    public bool Add(AlarmInput input, long nowUnixMicros)
    {
        Inputs++;
        if (input.AtUnixMicros >= Fold.UntilUnixMicros)
        {
            _base ??= Fold.Clone();
            input.ApplyTo(Fold);
            _tail.Add(input);
            Prune(input.AtUnixMicros);
            return true;
        }
        if (_base is null || input.AtUnixMicros < _base.UntilUnixMicros) return false;
        var place = _tail.BinarySearch(input, AlarmInput.Order);
        _tail.Insert(place < 0 ? ~place : place, input);
        var again = _base.Clone();
        foreach (var each in _tail) each.ApplyTo(again);
        again.AdvanceTo(Math.Max(nowUnixMicros, Fold.UntilUnixMicros));
        again.MarkAll();
        Fold = again;
        return true;
    }

    /// <summary>Inputs and events that are kept, for whoever checks that they are bounded.</summary>
    public (int Inputs, int Events) Kept => (_tail.Count, Fold.KeptEvents);

    /// <summary>Forgets what need not be folded again any more.</summary>
    public void Forget(long nowUnixMicros)
    {
        if (_base is null) return;
        Prune(nowUnixMicros);
        if (_tail.Count > 0) return;
        _base = null;
        _tail.Capacity = 0;
    }

    /// <summary>Replaces everything by what the store holds.</summary>
    public void Replace(AlarmFold fold)
    {
        Fold = fold;
        Fold.MarkAll();
        _base = null;
        _tail.Clear();
    }

    private void Prune(long at)
    {
        var drop = 0;
        while (drop < _tail.Count && (_tail.Count - drop > KeptInputs || _tail[drop].AtUnixMicros < at - KeptMicros))
            _tail[drop++].ApplyTo(_base!);
        if (drop > 0) _tail.RemoveRange(0, drop);
    }
}
