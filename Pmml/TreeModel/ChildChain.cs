namespace Maintenance.Pmml.TreeModel;

/// <summary>The decisions of a node's children, in order: if one is not true, the next is evaluated.</summary>
internal sealed class ChildChain(TreeBuilder builder)
{
    private const int NoStart = int.MinValue;

    private readonly List<int> _decisions = [];
    private int _openFalse = -1;
    private int _openUnknown = -1;

    /// <summary>Start of the chain: a decision or a leaf.</summary>
    public int Start { get; private set; } = NoStart;

    /// <summary>Links the last decision's open ends to the given target.</summary>
    public void Link(int target)
    {
        if (Start == NoStart) Start = target;
        if (_openFalse >= 0) builder.SetFalse(_openFalse, target);
        if (_openUnknown >= 0) builder.SetUnknown(_openUnknown, target);
        _openFalse = _openUnknown = -1;
    }

    /// <summary>Adds a decision; false and unknown continue to the next link.</summary>
    public void Add(int decision, int whenTrue)
    {
        builder.SetTrue(decision, whenTrue);
        _decisions.Add(decision);
        _openFalse = _openUnknown = decision;
    }

    /// <summary>Adds a decision with a fixed false end; only unknown continues.</summary>
    public void AddComplete(int decision, int whenTrue, int whenFalse)
    {
        builder.SetTrue(decision, whenTrue);
        builder.SetFalse(decision, whenFalse);
        _decisions.Add(decision);
        _openUnknown = decision;
    }

    /// <summary>Sends every decision's unknown end to one target.</summary>
    public void SetUnknown(int target)
    {
        foreach (var decision in _decisions) builder.SetUnknown(decision, target);
    }
}
