namespace Maintenance.Scoring.SensorHealth;

/// <summary>What is wrong with a sensor; stored in snake_case. Append, never renumber.</summary>
internal enum SensorFaultKind
{
    /// <summary>Clips at the limits of its range: peaks and shapes are cut off.</summary>
    Saturated,

    /// <summary>Keeps one value where what it measures cannot stand still.</summary>
    Frozen,

    /// <summary>Shows the noise of its cable where there must be a signal.</summary>
    Dead,

    /// <summary>Repeats each value for so long that it is an average, sent more often than it is measured.</summary>
    Held,

    /// <summary>Moves slowly away although nothing that drives it changes.</summary>
    Drifting,

    /// <summary>Shifted by a constant that gravity does not explain.</summary>
    Offset,

    /// <summary>Values that only another unit makes plausible.</summary>
    WrongUnit,

    /// <summary>A waveform whose shaft lines lie elsewhere than the measured speed says.</summary>
    WrongSampleRate,

    /// <summary>Jumps that the machine's heat capacity does not allow.</summary>
    Spiking,

    /// <summary>Fluctuates faster than what it measures can.</summary>
    Noisy,

    /// <summary>Most blocks hold values outside a channel's physical range, which were left out.</summary>
    OutOfRange,
}
