namespace Maintenance.Core.Conditions;

/// <summary>What a line of a spectrum belongs to.</summary>
public enum SpectrumLineKind
{
    /// <summary>Turns of the shaft.</summary>
    Shaft,

    /// <summary>Teeth of the gear on it.</summary>
    GearMesh,

    /// <summary>Balls passing a defect of the outer race (BPFO).</summary>
    OuterRace,

    /// <summary>Balls passing a defect of the inner race (BPFI).</summary>
    InnerRace,

    /// <summary>A damaged rolling element striking both races: twice the ball-spin frequency (2·BSF).</summary>
    Element,

    /// <summary>Turns of the cage (FTF).</summary>
    Cage,
}
