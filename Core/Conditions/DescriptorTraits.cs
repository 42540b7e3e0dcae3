namespace Maintenance.Core.Conditions;

/// <summary>How a descriptor is treated apart from the others, by windows, models and baselines.</summary>
[Flags]
public enum DescriptorTraits
{
    /// <summary>Tells of the machine, while the string turns.</summary>
    None = 0,

    /// <summary>Says something of the machine also while the string stands still: temperatures, pressures, flows, loads.</summary>
    Slow = 1,

    /// <summary>Set by the driller or given by the hole: not compared with the drill's baseline.</summary>
    Operating = 2,

    /// <summary>Differs from rig to rig by more than faults change it: no input of the models we train.</summary>
    RigDependent = 4,

    /// <summary>Tells of the sensor, not of the machine: no model input, not compared with the baseline.</summary>
    SensorHealth = 8,
}
