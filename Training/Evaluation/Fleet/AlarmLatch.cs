using Maintenance.Core.Conditions;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// On-delay, off-delay and deadband over successive looks at one drill. Looks without evidence are skipped: missing data neither raises
/// nor clears an alarm.
/// </summary>
internal sealed class AlarmLatch
{
    /// <summary>P(fault) from which the alarm is raised: grade C.</summary>
    public const float RaisedFrom = FaultLimits.AlarmFrom;

    /// <summary>P(fault) below which the alarm clears: the drill has grade A again.</summary>
    public const float ClearedBelow = FaultLimits.NamedFrom;

    /// <summary>Successive looks needed to raise or clear.</summary>
    public const int LooksToChange = 2;

    private int _streak;

    /// <summary>True while the alarm is active.</summary>
    public bool Active { get; private set; }

    /// <summary>True when the last look suspected a fault and the next decides.</summary>
    public bool IsPending => !Active && _streak > 0;

    /// <summary>Adds a look.</summary>
    /// <returns>True when this look raises the alarm.</returns>
    public bool Update(float faultProbability)
    {
        _streak = (Active ? faultProbability < ClearedBelow : faultProbability >= RaisedFrom) ? _streak + 1 : 0;
        if (_streak < LooksToChange) return false;
        _streak = 0;
        Active = !Active;
        return Active;
    }
}
