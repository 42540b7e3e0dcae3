namespace Maintenance.Scoring.Trends;

/// <summary>Values of a minute, in the order of <see cref="Minute.Values"/>: append, never renumber.</summary>
internal enum MinuteColumn
{
    /// <summary>Mean torque, N·m.</summary>
    Torque,

    /// <summary>Smallest torque, N·m.</summary>
    TorqueMin,

    /// <summary>Largest torque, N·m.</summary>
    TorqueMax,

    /// <summary>Mean hook load, N.</summary>
    HookLoad,

    /// <summary>Smallest hook load, N.</summary>
    HookLoadMin,

    /// <summary>Largest hook load, N.</summary>
    HookLoadMax,

    /// <summary>Mean standpipe pressure, Pa.</summary>
    StandpipePressure,

    /// <summary>Smallest standpipe pressure, Pa.</summary>
    StandpipePressureMin,

    /// <summary>Largest standpipe pressure, Pa.</summary>
    StandpipePressureMax,

    /// <summary>Mean flow in, m³/s.</summary>
    MudFlowIn,

    /// <summary>Mean flow out, m³/s.</summary>
    MudFlowOut,

    /// <summary>Mean rotary speed, rev/min.</summary>
    RotarySpeed,

    /// <summary>Mean weight on bit, N.</summary>
    WeightOnBit,

    /// <summary>Mean rate of penetration, m/s.</summary>
    RateOfPenetration,

    /// <summary>Mean specific energy, Pa.</summary>
    SpecificEnergy,

    /// <summary>Mean bit depth, m.</summary>
    BitDepth,

    /// <summary>Smallest bit depth, m.</summary>
    BitDepthMin,

    /// <summary>Largest bit depth, m.</summary>
    BitDepthMax,

    /// <summary>Mean hole depth, m.</summary>
    HoleDepth,

    /// <summary>Smallest block position, m.</summary>
    BlockPositionMin,

    /// <summary>Largest block position, m.</summary>
    BlockPositionMax,

    /// <summary>Mean bearing temperature, °C.</summary>
    BearingTemperature,

    /// <summary>Mean motor temperature, °C.</summary>
    MotorTemperature,

    /// <summary>Mean gearbox temperature, °C.</summary>
    GearboxTemperature,

    /// <summary>Share of blocks in which the string turned, 0–1.</summary>
    Turning,

    /// <summary>Share of blocks in which the bit was drilling, 0–1.</summary>
    Drilling,

    /// <summary>Median of the health index over the assessed blocks, 0–100, before hysteresis.</summary>
    HealthIndex,

    /// <summary>Standard deviation of rotary speed, rev/min.</summary>
    RotarySpeedDeviation,

    /// <summary>Mean inclination, degrees.</summary>
    Inclination,

    /// <summary>Mean oil pressure, Pa.</summary>
    OilPressure,

    /// <summary>Mean motor current, A.</summary>
    MotorCurrent,

    /// <summary>Mean mud temperature, °C.</summary>
    MudTemperature,

    /// <summary>Mean lateral vibration, m/s² RMS.</summary>
    LateralRms,

    /// <summary>Mean vibration of the waveforms, m/s² RMS.</summary>
    WaveformRms,
}
