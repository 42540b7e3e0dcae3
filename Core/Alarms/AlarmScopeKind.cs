namespace Maintenance.Core.Alarms;

/// <summary>Where a definition applies, the farthest first: a nearer one overrides it.</summary>
public enum AlarmScopeKind
{
    /// <summary>Everywhere.</summary>
    Fleet,

    /// <summary>Assets of a class.</summary>
    Class,

    /// <summary>Assets on rigs of a type.</summary>
    RigType,

    /// <summary>A region.</summary>
    Region,

    /// <summary>A site of a region.</summary>
    Site,

    /// <summary>A rig of a site.</summary>
    Rig,

    /// <summary>One asset.</summary>
    Asset,
}
