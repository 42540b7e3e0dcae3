using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Frames;

/// <summary>Allocates the slots of a row's frame. Slots of segments whose results are not read later are released and reused.</summary>
internal sealed class FrameLayout
{
    private int _next;
    private int _peak;

    /// <summary>True when an expression computes texts during scoring.</summary>
    public bool UsesText { get; set; }

    /// <summary>Number of slots in a frame.</summary>
    public int Size { get; private set; }

    /// <summary>The next slot; pass it to <see cref="ReleaseTo"/>.</summary>
    public int Mark => _next;

    public int Allocate(int count, PmmlElement element)
    {
        if (count > PmmlLimits.MaxFrameSlots - _next) throw element.Refuse($"the model needs more than {PmmlLimits.MaxFrameSlots} fields "
            + "and results.");
        var first = _next;
        _next += count;
        _peak = Math.Max(_peak, _next);
        Size = Math.Max(Size, _next);
        return first;
    }

    public void ReleaseTo(int mark) => _next = mark;

    /// <summary>Goes on with slots that nothing has had yet.</summary>
    public void SkipUsed() => _next = Size;

    /// <summary>Begins a model's slots; pass the result to <see cref="EndModel"/>.</summary>
    public (int First, int OuterPeak) BeginModel()
    {
        var begun = (_next, _peak);
        _peak = _next;
        return begun;
    }

    /// <summary>The slots allocated since, released ones included.</summary>
    public FrameRange EndModel((int First, int OuterPeak) begun)
    {
        var range = new FrameRange(begun.First, _peak);
        _peak = Math.Max(_peak, begun.OuterPeak);
        return range;
    }
}
