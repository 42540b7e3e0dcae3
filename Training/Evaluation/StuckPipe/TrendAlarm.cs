using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>
/// The alarm of one failure mode over successive minutes: raised after three minutes in a row at or above the alarm limit, cleared after
/// three in a row below the limit of grade A. A mode that is not seen changes nothing.
/// </summary>
internal sealed class TrendAlarm(string mode)
{
    private const int Delay = 3;

    private int _above, _below, _seen, _named, _minutes;
    private bool _raised;

    /// <summary>Alarms raised so far.</summary>
    public int Alarms { get; private set; }

    /// <summary>So far.</summary>
    public AlarmFigures Figures => new(mode, _minutes, _seen, _named, Alarms);

    /// <summary>Another recording begins.</summary>
    public void Reset() => (_above, _below, _raised) = (0, 0, false);

    /// <summary>The next minute; true when it raises the alarm.</summary>
    public bool Add(ModeFinding finding)
    {
        _minutes++;
        if (!finding.IsSeen) return false;
        _seen++;
        if (finding.Probability >= FaultLimits.NamedFrom) _named++;
        _above = finding.Probability >= FaultLimits.AlarmFrom ? _above + 1 : 0;
        _below = finding.Probability < FaultLimits.NamedFrom ? _below + 1 : 0;
        if (_raised) _raised = _below < Delay;
        else if (_above >= Delay)
        {
            Alarms++;
            return _raised = true;
        }
        return false;
    }
}
