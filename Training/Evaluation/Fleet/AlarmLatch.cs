using Maintenance.Core.Conditions;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// On-delay, off-delay and deadband over successive looks at one drill. A look without evidence is not shown to it: no data neither raises
/// nor clears.
/// </summary>
internal sealed class AlarmLatch
{
    /// <summary>P(fault) that raises.</summary>
    public const float RaisedFrom = FaultLimits.AlarmFrom;

    /// <summary>P(fault) below which it clears: the drill has grade A again.</summary>
    public const float ClearedBelow = FaultLimits.NamedFrom;

    /// <summary>Successive looks that it takes either way.</summary>
    public const int Looks = 2;

    private int _streak;

    /// <summary>True while the alarm stands.</summary>
    public bool Active { get; private set; }

    /// <summary>Takes a look.</summary>
    /// <returns>True when this look raises the alarm.</returns>
    public bool Look(float faultProbability)
    {
        _streak = (Active ? faultProbability < ClearedBelow : faultProbability >= RaisedFrom) ? _streak + 1 : 0;
        if (_streak < Looks) return false;
        _streak = 0;
        Active = !Active;
        return Active;
    }
}
