namespace Maintenance.Simulator.Physics;

/// <summary>What is wrong with a sensor; <c>amount</c> is that of <see cref="SensorFault"/>.</summary>
public enum SensorFaultKind
{
    /// <summary>Repeats the value that it had when the fault began; of a waveform, a straight line.</summary>
    Frozen,

    /// <summary>Gives nothing.</summary>
    Missing,

    /// <summary>Clips at ± amount, in the sensor's unit.</summary>
    Saturated,

    /// <summary>Drifts by amount per hour, in the sensor's unit.</summary>
    Drifting,

    /// <summary>Sends another unit: the value times amount; without one, g instead of m/s².</summary>
    WrongUnit,

    /// <summary>Adds amount, in the sensor's unit.</summary>
    Offset,

    /// <summary>A waveform says that it was sampled at amount times its true rate.</summary>
    WrongSampleRate,

    /// <summary>Adds normal noise with a standard deviation of amount, in the sensor's unit.</summary>
    Noise,

    /// <summary>A loose contact: adds amount, in the sensor's unit, in every other second, or now and then in two or none.</summary>
    Chattering,

    /// <summary>The drill's clock is wrong by amount seconds: all its times are shifted.</summary>
    ClockSkew,
}
