using Maintenance.MlNet.Data;
using Maintenance.Pmml.Ensembles;
using Maintenance.Training.Boosting;
using Maintenance.Training.Rows;

namespace Maintenance.MlNet.Tests;

/// <summary>
/// Rows of window features with many missing values, whose label depends on several features together and on one being missing.
/// </summary>
internal static class Samples
{
    public static readonly string[] Features =
        ["axial_rms", "lateral_rms", "torsional_rms", "waveform_kurtosis", "bearing_temperature_mean", "rotary_speed_mean",
        "stick_slip_index_max", "oil_pressure_mean"];

    public static readonly BoostingParameters Growth = new() { Rounds = 30, Depth = 4, MinimumChildWeight = 1, Gamma = 0 };

    public static readonly EnsembleText Text = new("sample", "a test", "y");

    public static string[] Classes(int count) => [.. Enumerable.Range(0, count).Select(i => $"class {i}")];

    public static TrainingRows Labelled(int classes, int count, int seed, double missing = 0.3)
    {
        var (random, rows, row) = (new Random(seed), new TrainingRows(Features), new float[Features.Length]);
        for (var i = 0; i < count; i++)
        {
            for (var f = 0; f < row.Length; f++)
                row[f] = random.NextDouble() < missing ? float.NaN : (float)((random.NextDouble() * 4) - 2);
            var score = Math.Sin(Or0(row[0]) * Or0(row[1])) + (Or0(row[2]) * Or0(row[3])) + (float.IsNaN(row[4])
                ? 1.5 : Or0(row[5])) + random.NextDouble();
            rows.Add(row, classes == 0
                ? (float)score : Math.Clamp((int)Math.Floor((score + 2) * classes / 4), 0, classes - 1), 1 + random.NextSingle());
        }
        return rows;
    }

    /// <summary>Rows as ML.NET sees them.</summary>
    public static FeatureView View(TrainingRows rows, int classes) =>
        FeatureView.Labelled(rows.Features, rows.Values.ToArray(), rows.Labels, rows.Weights, Classes(classes));

    private static double Or0(float value) => float.IsNaN(value) ? 0 : value;
}
