using System.Globalization;
using Maintenance.Simulator.Player.Csv;

namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>Reads the text files of C-MAPSS: 26 columns separated by blanks (unit, cycle, 3 settings, 21 sensors), plain or gzip.</summary>
internal static class EngineRunFile
{
    private const int Columns = 2 + EngineRun.Settings + EngineRun.Sensors;

    /// <summary>Engines that ran to failure.</summary>
    public static IReadOnlyList<EngineRun> ReadTrain(string folder, string set) => Read(folder, $"train_{set}.txt", _ => 0);

    /// <summary>Engines truncated before failure, with the cycles each had left.</summary>
    public static IReadOnlyList<EngineRun> ReadTest(string folder, string set)
    {
        var remaining = Lines(folder, $"RUL_{set}.txt").Select(l => int.Parse(l, CultureInfo.InvariantCulture)).ToArray();
        var runs = Read(folder, $"test_{set}.txt", unit => remaining[unit - 1]);
        return runs.Count == remaining.Length ? runs : throw new InvalidDataException($"test_{set}.txt has {runs.Count} units, "
            + $"RUL_{set}.txt {remaining.Length}.");
    }

    private static List<EngineRun> Read(string folder, string name, Func<int, int> remaining)
    {
        var rows = Lines(folder, name).Select(l => Parse(l, name)).ToList();
        return [.. rows.GroupBy(r => (int)r[0]).Select(g => new EngineRun(g.Key, [.. g.Select(r => r[2..])], remaining(g.Key)))];
    }

    private static float[] Parse(string line, string name)
    {
        var cells = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (cells.Length != Columns) throw new InvalidDataException($"{name}: expected {Columns} columns, found {cells.Length} in "
            + $"'{line}'.");
        return [.. cells.Select(c => float.Parse(c, CultureInfo.InvariantCulture))];
    }

    private static IEnumerable<string> Lines(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        using var reader = CsvRecordReader.OpenText(File.Exists(path) ? path : path + ".gz");
        while (reader.ReadLine() is { } line)
            if (!string.IsNullOrWhiteSpace(line)) yield return line.Trim();
    }
}
