using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>Two hours of drilling one hole as one-minute means, ending with stuck pipe or not. A minute without a value is NaN.</summary>
/// <param name="Path">The file.</param>
/// <param name="Hole">The hole, from the file's name.</param>
/// <param name="Stuck">True when the pipe was stuck at the end.</param>
/// <param name="HookLoad">One value per minute, as recorded.</param>
/// <param name="Torque">One value per minute, as recorded.</param>
internal sealed record DrillingCase(string Path, string Hole, bool Stuck, double[] HookLoad, double[] Torque)
{
    /// <summary>Reads <c>dh&lt;hole&gt;_case&lt;k&gt;[n]_….csv[.gz]</c> of a folder; <c>n</c> marks a case that ended normally.</summary>
    /// <exception cref="InvalidDataException">There is no such file.</exception>
    /// <exception cref="FormatException">A file is not such a table; the message gives file and line.</exception>
    public static IReadOnlyList<DrillingCase> ReadAll(string folder)
    {
        if (!Directory.Exists(folder)) throw new InvalidDataException($"There is no folder {folder}.");
        string[] files = [.. Directory.GetFiles(folder, "dh*_case*.csv*").Order(StringComparer.Ordinal)];
        return files.Length > 0 ? [.. files.Select(Read)] : throw new InvalidDataException($"{folder} has no file of drilling cases: their "
            + "names are dh<hole>_case<number>[n]_….csv, plain or gzip, where n marks a case that ended normally.");
    }

    /// <summary>The known values of the last minutes.</summary>
    /// <exception cref="InvalidDataException">They are fewer than half of the minutes.</exception>
    public double[] Last(int minutes, double[] values, string name) => Known(values.TakeLast(minutes), minutes, name,
        $"in its last {minutes}");

    /// <summary>The known values of the minutes before the last ones.</summary>
    /// <exception cref="InvalidDataException">There are none.</exception>
    public double[] Before(int minutes, double[] values, string name) => Known(values.SkipLast(minutes), 2, name,
        $"before its last {minutes}");

    private double[] Known(IEnumerable<double> values, int minutes, string name, string when)
    {
        double[] known = [.. values.Where(double.IsFinite)];
        return known.Length >= minutes / 2 ? known : throw new InvalidDataException(
            $"{Path}: {name} has {known.Length} values {when} minutes; at least {minutes / 2} are needed.");
    }

    private static DrillingCase Read(string path)
    {
        var name = System.IO.Path.GetFileName(path).Split('_');
        var file = CsvFile.Read(path);
        return new DrillingCase(path, name[0], !name[1].Split('.')[0].EndsWith('n'), Column("60sec_HKL"), Column("60sec_Torque"));

        double[] Column(string wanted)
        {
            var at = file.Find(wanted);
            return [.. Enumerable.Range(0, file.Rows.Count).Select(row => file.Number(row, at) ?? double.NaN)];
        }
    }
}
