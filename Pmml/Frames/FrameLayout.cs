using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Frames;

/// <summary>Hands out the slots of a row's frame. Slots of segments whose results nobody reads later are given back and reused.</summary>
internal sealed class FrameLayout
{
    private int _next;

    /// <summary>Some expression makes texts while scoring.</summary>
    public bool UsesText { get; set; }

    /// <summary>Slots a frame needs.</summary>
    public int Size { get; private set; }

    /// <summary>Where the next slot will be; hand it to <see cref="ReleaseTo"/>.</summary>
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
