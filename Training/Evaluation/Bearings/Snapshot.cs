namespace Maintenance.Training.Evaluation.Bearings;

/// <summary>One snapshot of a run.</summary>
/// <param name="Name">Which it is.</param>
/// <param name="Samples">Acceleration, m/s²; empty where only statistics are there.</param>
/// <param name="Rms">RMS, m/s².</param>
/// <param name="Kurtosis">Kurtosis.</param>
/// <param name="Crest">Crest factor.</param>
internal sealed record Snapshot(string Name, float[] Samples, float Rms = float.NaN, float Kurtosis = float.NaN, float Crest = float.NaN);
