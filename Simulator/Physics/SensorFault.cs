using Maintenance.Core.Time;

namespace Maintenance.Simulator.Physics;

/// <summary>A lasting fault of one sensor of one drill: ground truth, as a drill's <see cref="Fault"/> is.</summary>
/// <param name="Asset">Index of the drill.</param>
/// <param name="Channel">
/// A standard channel's name, or <c>top-drive-bearing</c> for the waveform; empty for <see cref="SensorFaultKind.ClockSkew"/>.
/// </param>
/// <param name="Kind">What is wrong.</param>
/// <param name="FromUnixMicros">First moment, Unix µs UTC, a whole second.</param>
/// <param name="UntilUnixMicros">First moment at which the sensor works again.</param>
/// <param name="Amount">How much, by <see cref="SensorFaultKind"/>; 0 where that needs none.</param>
public sealed record SensorFault(
    int Asset, string Channel, SensorFaultKind Kind, long FromUnixMicros, long UntilUnixMicros, double Amount)
{
    /// <summary>Name of the waveform as a channel of sensor faults.</summary>
    public const string Waveform = BearingWaveform.Location;

    /// <summary>From m/s² to g.</summary>
    public const double InG = 1 / 9.80665;

    /// <summary>True while the sensor is at fault.</summary>
    public bool IsActiveAt(long unixMicros) => unixMicros >= FromUnixMicros && unixMicros < UntilUnixMicros;

    internal double HoursAt(long unixMicros) => (unixMicros - FromUnixMicros) / (3600.0 * UnixMicros.PerSecond);
}
