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

    /// <summary>Reads a table with the columns of the UCI repository's file, with or without a byte-order mark.</summary>
    /// <exception cref="FormatException">A column or a value is missing or not one; the message gives file and line.</exception>
    public static IReadOnlyList<MillingRow> ReadAll(string path)
    {
        var file = CsvFile.Read(path);
        var numbers = ((string[])["Air temperature [K]", "Process temperature [K]", "Rotational speed [rpm]", "Torque [Nm]",
            "Tool wear [min]"]).Select(file.Find).ToArray();
        var (type, failure) = (file.Find("Type"), file.Find("Machine failure"));
        return [.. Enumerable.Range(0, file.Rows.Count).Select(row =>
        {
            double Number(int i) => file.Number(row, numbers[i]) ?? throw file.Wrong(row, numbers[i], "a number");
            return new MillingRow(
                file.Rows[row][type] is "L" or "M" or "H" ? file.Rows[row][type][0] : throw file.Wrong(row, type, "L, M or H"),
                Number(0), Number(1), Number(2), Number(3), Number(4),
                file.Rows[row][failure] switch { "1" => true, "0" => false, _ => throw file.Wrong(row, failure, "0 or 1") });
        })];
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
}
