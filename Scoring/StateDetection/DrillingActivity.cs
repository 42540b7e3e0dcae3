using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.StateDetection;

/// <summary>What the rig does, and how the string moves meanwhile.</summary>
/// <param name="State">Drilling state.</param>
/// <param name="Motion">Motion of the string.</param>
internal readonly record struct DrillingActivity(DrillingState State, StringMotion Motion)
{
    /// <summary>In a driller's words; one of a few constants.</summary>
    public string Words => (State, Motion) switch
    {
        (DrillingState.Tripping, StringMotion.In) => "tripping in",
        (DrillingState.Tripping, StringMotion.Out) => "tripping out",
        (DrillingState.Tripping, StringMotion.Still) => "tripping, string at rest",
        (DrillingState.Reaming, StringMotion.In) => "reaming down",
        (DrillingState.Reaming, StringMotion.Out) => "reaming up",
        (DrillingState.Circulating, StringMotion.In) => "washing down",
        (DrillingState.Circulating, StringMotion.Out) => "pumping out",
        _ => DrillingStates.Word(State),
    };
}
