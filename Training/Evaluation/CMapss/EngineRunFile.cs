using System.Globalization;
using Maintenance.Simulator.Player.Csv;

namespace Maintenance.Training.Evaluation.CMapss;

/// <summary>Reads text files in the layout of C-MAPSS: 26 columns separated by blanks (unit, cycle, 3 settings, 21 sensors), plain or
/// gzip.</summary>
internal static class EngineRunFile
{
    private const int Columns = 2 + EngineRun.Settings + EngineRun.Sensors;

    /// <summary>The file of a folder, plain or gzip; null when there is none.</summary>
    public static string? Find(string folder, string name) =>
        new[] { name, name + ".gz" }.Select(n => Path.Combine(folder, n)).FirstOrDefault(File.Exists);

    /// <summary>Engines that ran to failure.</summary>
    /// <exception cref="FormatException">The file is not in this layout; the message gives file and line.</exception>
    public static IReadOnlyList<EngineRun> ReadFailed(string path) =>
        [.. Read(path).Select(e => new EngineRun(e.Unit, e.Cycles, RemainingAtEnd: 0))];

    /// <summary>Engines truncated before failure, with the cycles each had left.</summary>
    /// <param name="path">The engines.</param>
    /// <param name="lives">A line for each engine, in the order of the engines: the cycles it had left after its last one.</param>
    /// <exception cref="FormatException">A file is not in this layout; the message gives file and line.</exception>
    public static IReadOnlyList<EngineRun> ReadTruncated(string path, string lives)
    {
        var engines = Read(path);
        int[] remaining = [.. Lines(lives).Select(l => int.TryParse(l.Text, CultureInfo.InvariantCulture, out var cycles) && cycles >= 0
            ? cycles : throw new FormatException($"{lives}, line {l.Number}: '{Short(l.Text)}' is not a number of cycles."))];
        return engines.Count == remaining.Length
            ? [.. engines.Select((e, i) => new EngineRun(e.Unit, e.Cycles, remaining[i]))]
            : throw new FormatException($"{path} has {engines.Count} engines, but {lives} {remaining.Length} lives: it needs a line for "
            + $"each.");
    }

    private static List<(int Unit, List<float[]> Cycles)> Read(string path)
    {
        var engines = Lines(path).Select(l => Parse(l.Text, path, l.Number)).GroupBy(r => (int)r[0])
            .Select(g => (g.Key, g.Select(r => r[2..]).ToList())).ToList();
        return engines.Count > 0 ? engines : throw new FormatException($"{path} is empty.");
    }

    private static float[] Parse(string line, string path, int number)
    {
        var cells = line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (cells.Length != Columns) throw new FormatException($"{path}, line {number}: expected {Columns} columns separated by blanks "
            + $"(unit, cycle, 3 settings, 21 sensors), found {cells.Length} in '{Short(line)}'.");
        return [.. cells.Select(c => float.TryParse(c, CultureInfo.InvariantCulture, out var value) && float.IsFinite(value)
            ? value : throw new FormatException($"{path}, line {number}: '{Short(c)}' is not a number."))];
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    private static IEnumerable<(string Text, int Number)> Lines(string path)
    {
        if (Directory.Exists(path)) throw new FormatException($"{path} is a folder; give a file.");
        using var reader = CsvRecordReader.OpenText(path);
        for (var number = 1; reader.ReadLine() is { } line; number++)
            if (!string.IsNullOrWhiteSpace(line)) yield return (line.Trim(), number);
    }
}
