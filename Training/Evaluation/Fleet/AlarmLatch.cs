using Maintenance.Core.Conditions;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>
/// On-delay, off-delay and deadband over successive samples of one drill. Samples without evidence are skipped: missing data neither raises
/// nor clears an alarm.
/// </summary>
internal sealed class AlarmLatch
{
    /// <summary>P(fault) from which the alarm is raised.</summary>
    public const float RaisedFrom = FaultLimits.AlarmFrom;

    /// <summary>P(fault) below which the alarm clears: the drill has grade A again.</summary>
    public const float ClearedBelow = FaultLimits.NamedFrom;

    /// <summary>Successive samples needed to raise or clear.</summary>
    public const int SamplesToChange = 2;

    private int _streak;

    /// <summary>True while the alarm is active.</summary>
    public bool Active { get; private set; }

    /// <summary>Adds a sample.</summary>
    /// <returns>True when this sample raises the alarm.</returns>
    public bool Update(float faultProbability)
    {
        _streak = (Active ? faultProbability < ClearedBelow : faultProbability >= RaisedFrom) ? _streak + 1 : 0;
        if (_streak < SamplesToChange) return false;
        _streak = 0;
        Active = !Active;
        return Active;
    }
}
