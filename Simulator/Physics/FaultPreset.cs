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
}
