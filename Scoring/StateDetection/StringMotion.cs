namespace Maintenance.Scoring.StateDetection;

/// <summary>How the string moves along the hole.</summary>
internal enum StringMotion
{
    /// <summary>Neither bit depth nor block position shows it.</summary>
    Unknown,

    /// <summary>It does not move.</summary>
    Still,

    /// <summary>Into the hole: tripping in, reaming down, drilling.</summary>
    In,

    /// <summary>Out of the hole: tripping out, reaming up.</summary>
    Out,

    /// <summary>It moves, both ways or in a direction that is not known.</summary>
    Moving,
}
