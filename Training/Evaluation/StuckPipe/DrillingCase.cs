using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.Trends;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>Two hours of drilling one hole as one-minute means, ending with stuck pipe or not.</summary>
/// <param name="Path">The file.</param>
/// <param name="Hole">The hole, from the file's name.</param>
/// <param name="Stuck">True when the pipe was stuck at the end.</param>
/// <param name="Minutes">The minutes in SI units, as the live path rolls them up; a value that is not there is NaN.</param>
/// <param name="Torque">Torque as recorded, for scores of a single column.</param>
internal sealed record DrillingCase(string Path, string Hole, bool Stuck, Minute[] Minutes, double[] Torque)
{
    /// <summary>Columns of the files, all but the first optional, with the unit they are in.</summary>
    private static readonly (string Name, double ToSi, MinuteColumn[] Columns)[] Columns =
    [
        ("60sec_Torque", 1.3558179, [MinuteColumn.Torque, MinuteColumn.TorqueMin, MinuteColumn.TorqueMax]), // ft·lbf
        ("60sec_HKL", 4448.2216, [MinuteColumn.HookLoad, MinuteColumn.HookLoadMin, MinuteColumn.HookLoadMax]), // klbf
        ("60sec_RPM", 1, [MinuteColumn.RotarySpeed]),
        ("60sec_SPP", 6894.7573, // psi
            [MinuteColumn.StandpipePressure, MinuteColumn.StandpipePressureMin, MinuteColumn.StandpipePressureMax]),
        ("60sec_FR", 6.309e-5, [MinuteColumn.MudFlowIn]), // US gal/min
        ("60sec_WOB", 4448.2216, [MinuteColumn.WeightOnBit]), // klbf
        ("60sec_ROP", 0.3048 / 3600, [MinuteColumn.RateOfPenetration]), // ft/h
    ];

    /// <summary>Reads <c>dh&lt;hole&gt;_case&lt;k&gt;[n]_….csv[.gz]</c> of a folder; <c>n</c> marks a case that ended normally.</summary>
    /// <exception cref="InvalidDataException">There is no such file, or one has too few values.</exception>
    /// <exception cref="FormatException">A file is not such a table; the message gives file and line.</exception>
    public static IReadOnlyList<DrillingCase> ReadAll(string folder)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"There is no folder {folder}.");
        string[] files = [.. Directory.GetFiles(folder, "dh*_case*.csv*").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? [.. files.Select(Read)] : throw new InvalidDataException($"{folder} has no file of drilling cases: their "
            + "names are dh<hole>_case<number>[n]_….csv, plain or gzip, where n marks a case that ended normally.");
    }

    /// <summary>The known torques of the last minutes.</summary>
    /// <exception cref="InvalidDataException">They are fewer than half of the minutes.</exception>
    public double[] LastTorques(int minutes)
    {
        double[] known = [.. Torque.TakeLast(minutes).Where(double.IsFinite)];
        return known.Length >= minutes / 2 ? known : throw new InvalidDataException(
            $"{Path}: {Columns[0].Name} has {known.Length} values in its last {minutes} minutes; at least {minutes / 2} are needed.");
    }

    /// <summary>What the live path finds after so many of the minutes.</summary>
    public TrendFindings After(int minutes) => TrendAssessor.Assess(Minutes.AsSpan(0, minutes));

    private static DrillingCase Read(string path)
    {
        var name = System.IO.Path.GetFileName(path).Split('_');
        var file = CsvFile.Read(path);
        Minute[] minutes = [.. Enumerable.Range(0, file.Rows.Count).Select(row => RecordedMinutes.Empty(row))];
        foreach (var (column, toSi, targets) in Columns)
        {
            var at = column == Columns[0].Name ? file.Find(column) : file.IndexOf(column);
            if (at < 0) continue;
            for (var row = 0; row < minutes.Length; row++)
                foreach (var target in targets) minutes[row][target] = (float)(file.Number(row, at) * toSi ?? double.NaN);
        }
        var torque = file.Find(Columns[0].Name);
        return new DrillingCase(path, name[0], !name[1].Split('.')[0].EndsWith('n'), minutes,
            [.. Enumerable.Range(0, minutes.Length).Select(row => file.Number(row, torque) ?? double.NaN)]);
    }
}
