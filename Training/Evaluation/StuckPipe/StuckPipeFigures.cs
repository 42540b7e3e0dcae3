namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>Output of <c>evaluate stuck-pipe</c> on cases.</summary>
/// <param name="Protocol">How the cases were judged.</param>
/// <param name="Cases">Number of cases.</param>
/// <param name="Stuck">Of these, cases that ended with stuck pipe.</param>
/// <param name="Scores">The probability of the live path, then scores of a single column on the same cases.</param>
/// <param name="Advantage">95 % interval of the area within holes of the live path less that of the range of torque.</param>
/// <param name="Leads">When each stuck case was noticed.</param>
/// <param name="FalseAlarms">Alarms of each failure mode in the cases that ended normally.</param>
/// <param name="Raised">Each of them.</param>
public sealed record StuckPipeFigures(string Protocol, int Cases, int Stuck, IReadOnlyList<ScoreFigures> Scores, AreaInterval? Advantage,
    IReadOnlyList<StuckPipeLead> Leads, IReadOnlyList<AlarmFigures> FalseAlarms, IReadOnlyList<RaisedAlarm> Raised);

/// <summary>When a stuck case was noticed.</summary>
/// <param name="Case">File.</param>
/// <param name="Probability">Probability in the last minute.</param>
/// <param name="NamedMinutes">Minutes before the end since when stuck pipe has been named without a break (at or above the limit of grade
/// A); null when it is not named in the last minute.</param>
/// <param name="AlarmMinutes">Minutes from the first alarm to the end; null without one.</param>
public sealed record StuckPipeLead(string Case, double Probability, int? NamedMinutes, int? AlarmMinutes);

/// <summary>Alarms of one failure mode.</summary>
/// <param name="Mode">Failure mode.</param>
/// <param name="Minutes">Minutes of the recording.</param>
/// <param name="SeenMinutes">Of these, minutes in which the mode could be seen.</param>
/// <param name="NamedMinutes">Of the minutes, those in which the mode was named (at or above the limit of grade A).</param>
/// <param name="Alarms">Alarms: at or above the alarm limit three minutes in a row, until below the limit of grade A three in a
/// row.</param>
public sealed record AlarmFigures(string Mode, long Minutes, long SeenMinutes, long NamedMinutes, int Alarms)
{
    /// <summary>Alarms per hour of recording.</summary>
    public double PerHour => Minutes == 0 ? 0 : Alarms * 60.0 / Minutes;

    /// <summary>Alarms per day of recording.</summary>
    public double PerDay => PerHour * 24;
}
