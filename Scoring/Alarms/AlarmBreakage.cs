namespace Maintenance.Scoring.Alarms;

/// <summary>What a test breaks in the engine, to see that another test finds it.</summary>
internal enum AlarmBreakage
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Late data is not judged.</summary>
    IgnoresLateData,

    /// <summary>Alarms that later data disproves stay.</summary>
    WithdrawsNothing,

    /// <summary>A restart forgets what was pending.</summary>
    ForgetsAtRestart,
}
