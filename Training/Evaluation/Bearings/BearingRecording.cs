using Maintenance.Core.Assets;

namespace Maintenance.Training.Evaluation.Bearings;

/// <summary>A recording of one bearing.</summary>
/// <param name="Set">Data set: the folder's name.</param>
/// <param name="Name">File, and the channel in it.</param>
/// <param name="Bearing">Which bearing it is, within the set: recordings of one bearing are not independent.</param>
/// <param name="Truth">One of <c>BearingDiagnosis.Defects</c>; <see cref="Healthy"/>; null when the set does not say.</param>
/// <param name="Geometry">Geometry; null when unknown.</param>
/// <param name="ShaftHz">Turns per second.</param>
/// <param name="SampleRateHz">Samples per second.</param>
/// <param name="Samples">Acceleration, m/s².</param>
internal sealed record BearingRecording(
    string Set, string Name, string Bearing, string? Truth, BearingGeometry? Geometry, double ShaftHz, double SampleRateHz, float[] Samples)
{
    /// <summary>Truth of a bearing without damage.</summary>
    public const string Healthy = "healthy";

    /// <summary>Standard acceleration of gravity, m/s²: the recordings are in g.</summary>
    public const float Gravity = 9.80665f;
}
