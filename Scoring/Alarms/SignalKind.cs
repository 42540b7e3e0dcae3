namespace Maintenance.Scoring.Alarms;

/// <summary>Where the value of a signal comes from.</summary>
internal enum SignalKind
{
    /// <summary>A name that this build does not know: always missing.</summary>
    Unknown,

    /// <summary>Statistic of a channel over the block.</summary>
    Statistic,

    /// <summary>Descriptor of the block.</summary>
    Descriptor,

    /// <summary>Change of a channel per hour.</summary>
    Rate,

    /// <summary>Distance of a channel from the drill's own baseline.</summary>
    Deviation,

    /// <summary>Health index.</summary>
    HealthIndex,

    /// <summary>Grade, 1 to 4.</summary>
    Grade,

    /// <summary>Position of the failure mode; −1 for none.</summary>
    FailureMode,

    /// <summary>Probability of a failure mode.</summary>
    Probability,

    /// <summary>Quantile of the remaining life.</summary>
    Rul,

    /// <summary>What the rig is doing.</summary>
    DrillingState,

    /// <summary>Number of sensors at fault.</summary>
    SensorFaults,

    /// <summary>Number of sensors with one kind of fault.</summary>
    SensorFault,

    /// <summary>1 without a grade.</summary>
    NotAssessed,

    /// <summary>How far the stamp is ahead of its reception.</summary>
    ClockAhead,

    /// <summary>Time without a block.</summary>
    DataGap,
}
