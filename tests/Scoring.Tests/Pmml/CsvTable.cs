namespace Maintenance.Scoring.Tests.Pmml;

/// <summary>A small comma-separated file of the shared data; quotes enclose, none are escaped there.</summary>
internal sealed record CsvTable(string[] Columns, IReadOnlyList<string[]> Rows)
{
    public static CsvTable Read(string path)
    {
        var lines = File.ReadAllLines(path);
        return new CsvTable(Split(lines[0]), [.. lines.Skip(1).Where(l => l.Length > 0).Select(Split)]);
    }

    private static string[] Split(string line)
    {
        var cells = new List<string>();
        var (start, quoted) = (0, false);
        for (var i = 0; i <= line.Length; i++)
        {
            if (i < line.Length && line[i] == '"') quoted = !quoted;
            if (i < line.Length && (quoted || line[i] != ',')) continue;
            cells.Add(line[start..i].Trim('"'));
            start = i + 1;
        }
        return [.. cells];
    }
}
