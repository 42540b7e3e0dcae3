using Maintenance.Scoring.SensorHealth;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment.Rules;

/// <summary>What an hour or two of minutes say. Equal findings mean that nothing changed.</summary>
/// <param name="StuckPipe">Pack-off, overpull, erratic torque.</param>
/// <param name="Washout">Pressure falls at unchanged flow.</param>
/// <param name="BitWear">Specific energy rises in the same rock.</param>
internal readonly record struct TrendFindings(ModeFinding StuckPipe, ModeFinding Washout, ModeFinding BitWear)
{
    /// <summary>Sensors whose faults only minutes show.</summary>
    public SensorFaultSet Sensors { get; init; }

    /// <summary>What the hook shows with and without the string.</summary>
    public HookLoadLevel Level { get; init; } = HookLoadLevel.Unknown;

    /// <summary>True when the string has stood still so long that a machine is cooling, whatever heated it.</summary>
    public bool IsAtRest { get; init; }

    /// <summary>No minutes yet.</summary>
    public static TrendFindings None { get; } = new(
        ModeFinding.NotSeen(TooShort), ModeFinding.NotSeen(TooShort), ModeFinding.NotSeen(TooShort));

    private const string TooShort = "less than half an hour of data";
}
