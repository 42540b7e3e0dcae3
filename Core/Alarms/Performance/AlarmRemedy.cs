namespace Maintenance.Core.Alarms.Performance;

/// <summary>What would make an alarm come less often.</summary>
public enum AlarmRemedy
{
    /// <summary>A longer on-delay: what stands for less is not raised.</summary>
    OnDelay,

    /// <summary>A longer off-delay: what comes again sooner stays one alarm.</summary>
    OffDelay,

    /// <summary>A wider deadband: what dips less stays one alarm.</summary>
    Deadband,
}
