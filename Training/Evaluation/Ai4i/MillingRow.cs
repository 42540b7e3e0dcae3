using System.Globalization;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.Ai4i;

/// <summary>
/// One row of AI4I 2020: a milling machine's measurements, and whether it failed. The failure-mode columns are never read.
/// </summary>
internal sealed record MillingRow(char Quality, double AirK, double ProcessK, double SpeedRpm, double TorqueNm, double WearMinutes,
    bool Failed)
{
    /// <summary>Names of <see cref="Features"/>.</summary>
    public static IReadOnlyList<string> FeatureNames { get; } =
        ["air_k", "process_k", "speed_rpm", "torque_nm", "wear_minutes", "quality", "power_w", "temperature_difference_k",
            "strain_nm_minutes", "strain_share", "power_outside_w", "cooling_margin"];

    /// <summary>Reads the file of the UCI repository, with or without a byte-order mark.</summary>
    public static IReadOnlyList<MillingRow> ReadAll(string path)
    {
        var file = CsvFile.Read(path);
        var columns = ((string[])["Type", "Air temperature [K]", "Process temperature [K]", "Rotational speed [rpm]", "Torque [Nm]",
            "Tool wear [min]", "Machine failure"])
            .Select(file.Find).ToArray();
        return [.. file.Rows.Select(row => Parse(row, columns))];
    }

    /// <summary>
    /// Inputs of the model: the measurements, and power, heat and strain relative to the limits that the data set's paper states for power
    /// failure, heat dissipation failure and overstrain failure.
    /// </summary>
    public float[] Features()
    {
        var strain = TorqueNm * WearMinutes;
        var powerW = TorqueNm * SpeedRpm * 2 * Math.PI / 60;
        return
        [
            (float)AirK, (float)ProcessK, (float)SpeedRpm, (float)TorqueNm, (float)WearMinutes, "LMH".IndexOf(Quality),
            (float)powerW, (float)(ProcessK - AirK), (float)strain,
            (float)(strain / (Quality switch { 'L' => 11_000, 'M' => 12_000, _ => 13_000 })),
            (float)Math.Max(3_500 - powerW, powerW - 9_000),
            (float)Math.Max((ProcessK - AirK) / 8.6, SpeedRpm / 1_380), // below 1 when both are low: heat is not dissipated
        ];
    }

    private static MillingRow Parse(string[] cells, int[] columns) => new(
        cells[columns[0]][0], Number(cells[columns[1]]), Number(cells[columns[2]]), Number(cells[columns[3]]), Number(cells[columns[4]]),
        Number(cells[columns[5]]),
        cells[columns[6]] == "1");

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
