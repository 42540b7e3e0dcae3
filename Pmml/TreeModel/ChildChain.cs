namespace Maintenance.Pmml.TreeModel;

/// <summary>The decisions of one node's children in order: where one does not hold, the next is asked.</summary>
internal sealed class ChildChain(TreeBuilder builder)
{
    private const int NoStart = int.MinValue;

    private readonly List<int> _decisions = [];
    private int _openFalse = -1;
    private int _openUnknown = -1;

    /// <summary>Where the chain begins: a decision or a leaf.</summary>
    public int Start { get; private set; } = NoStart;

    /// <summary>Continues the last decision's open ends here.</summary>
    public void Link(int target)
    {
        if (Start == NoStart) Start = target;
        if (_openFalse >= 0) builder.SetFalse(_openFalse, target);
        if (_openUnknown >= 0) builder.SetUnknown(_openUnknown, target);
        _openFalse = _openUnknown = -1;
    }

    /// <summary>Adds a decision; false and unknown go on to whatever is linked next.</summary>
    public void Add(int decision, int whenTrue)
    {
        builder.SetTrue(decision, whenTrue);
        _decisions.Add(decision);
        _openFalse = _openUnknown = decision;
    }

    /// <summary>Adds a decision whose false end is settled; only unknown goes on.</summary>
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
