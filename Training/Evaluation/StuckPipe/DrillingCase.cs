using System.Globalization;
using Maintenance.Training.Rows;

namespace Maintenance.Training.Evaluation.StuckPipe;

/// <summary>Two hours of drilling one hole as one-minute means, ending with stuck pipe or not.</summary>
/// <param name="Hole">The hole, from the file's name.</param>
/// <param name="Name">The case within the hole.</param>
/// <param name="Stuck">True when the pipe was stuck at the end.</param>
/// <param name="HookLoad">One value per minute, as recorded.</param>
/// <param name="Torque">One value per minute, as recorded.</param>
/// <param name="Rpm">One value per minute, rev/min.</param>
internal sealed record DrillingCase(string Hole, string Name, bool Stuck, double[] HookLoad, double[] Torque, double[] Rpm)
{
    /// <summary>Reads <c>dh&lt;hole&gt;_case&lt;k&gt;[n]_….csv[.gz]</c> of a folder; <c>n</c> marks a case that ended normally.</summary>
    public static IReadOnlyList<DrillingCase> ReadAll(string folder) =>
        [.. Directory.GetFiles(folder, "dh*_case*.csv*").Order(StringComparer.Ordinal).Select(Read)];

    private static DrillingCase Read(string path)
    {
        var name = Path.GetFileName(path).Split('_');
        var file = CsvFile.Read(path);
        return new DrillingCase(name[0], name[1], !name[1].EndsWith('n'), Column("60sec_HKL"), Column("60sec_Torque"), Column("60sec_RPM"));

        double[] Column(string wanted)
        {
            var at = file.Find(wanted);
            return [.. file.Rows.Select(r => double.Parse(r[at], CultureInfo.InvariantCulture))];
        }
    }
}
