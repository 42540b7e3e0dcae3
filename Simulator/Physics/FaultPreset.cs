namespace Maintenance.Simulator.Physics;

/// <summary>How soon and how fast faults develop.</summary>
public enum FaultPreset
{
    /// <summary>No drill ever fails.</summary>
    None,

    /// <summary>Faults begin 1–20 min after start and grow over 12–45 min, so that health scores move within a demo.</summary>
    Demo,

    /// <summary>Faults begin within three days and grow over 4–48 h, as on rigs; for training and evaluation.</summary>
    Realistic,

    /// <summary>
    /// As <see cref="Demo"/>, but the first fault of each mode begins within 90 s and grows over 7–10 min: whichever rigs are drilling,
    /// one of them fails within the ten minutes that somebody looks at a new installation.
    /// </summary>
    Story,
}
