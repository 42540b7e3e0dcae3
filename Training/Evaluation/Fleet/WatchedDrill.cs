using Maintenance.Core.Time;
using Maintenance.Simulator.Physics;

namespace Maintenance.Training.Evaluation.Fleet;

/// <summary>One drill to watch.</summary>
/// <param name="Group">What its result is counted under.</param>
/// <param name="Fleet">Its fleet.</param>
/// <param name="Drill">Index in it.</param>
/// <param name="EndUnixMicros">When to stop.</param>
/// <param name="Attention">Which seconds to look at.</param>
internal sealed record WatchedDrill(string Group, SimulatedFleet Fleet, int Drill, long EndUnixMicros, Attention Attention)
{
    public long StartUnixMicros => Fleet.Options.StartUnixMicros;

    public Fault? Fault => Fleet.Faults.Faults[Drill];

    /// <summary>Onset of its fault; never when it is healthy.</summary>
    public long Onset => Fault is { } fault ? StartUnixMicros + UnixMicros.Length(fault.OnsetDelay) : long.MaxValue;

    /// <summary>Its sensor's fault, or null.</summary>
    public SensorFault? SensorFault => Fleet.Options.SensorFaults.FirstOrDefault(f => f.Asset == Drill);
}
