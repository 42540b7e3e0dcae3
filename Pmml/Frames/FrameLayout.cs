using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Frames;

/// <summary>Allocates the slots of a row's frame. Slots of segments whose results are not read later are released and reused.</summary>
internal sealed class FrameLayout
{
    private int _next;

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
        Size = Math.Max(Size, _next);
        return first;
    }

    public void ReleaseTo(int mark) => _next = mark;
}
