using Maintenance.Core.Conditions;
using Maintenance.Scoring.HealthAssessment.Rules;

namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>The alarms of all slow failure modes over successive minutes.</summary>
internal sealed class TrendAlarms
{
    private readonly (TrendAlarm Alarm, string Mode, Func<TrendFindings, ModeFinding> Of)[] _modes =
    [
        (new TrendAlarm(FailureModes.StuckPipe), FailureModes.StuckPipe, f => f.StuckPipe),
        (new TrendAlarm(FailureModes.Washout), FailureModes.Washout, f => f.Washout),
        (new TrendAlarm(FailureModes.BitWear), FailureModes.BitWear, f => f.BitWear),
    ];

    private readonly List<RaisedAlarm> _raised = [];

    public IReadOnlyList<AlarmFigures> Figures => [.. _modes.Select(m => m.Alarm.Figures)];

    public IReadOnlyList<RaisedAlarm> Raised => _raised;

    /// <summary>Another recording begins.</summary>
    public void Reset()
    {
        foreach (var mode in _modes) mode.Alarm.Reset();
    }

    /// <summary>The next minute, and what to call it.</summary>
    public void Add(TrendFindings findings, Func<string> when)
    {
        foreach (var (alarm, mode, of) in _modes)
            if (alarm.Add(of(findings))) _raised.Add(RaisedAlarm.Of(when(), mode, of(findings)));
    }
}
