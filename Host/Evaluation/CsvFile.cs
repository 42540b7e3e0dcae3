using System.Text;

namespace Maintenance.Host.Evaluation;

/// <summary>A separated table in memory (RFC 4180): quotes enclose, a doubled quote is one, a quoted cell may hold line breaks. The separator (, ; or tab) is the header's.</summary>
internal sealed class CsvFile
{
    private const int MaxBytes = 1 << 30;

    private CsvFile(char separator, string[] columns, List<string[]> rows) => (Separator, Columns, Rows) = (separator, columns, rows);

    public char Separator { get; }

    public string[] Columns { get; }

    public IReadOnlyList<string[]> Rows { get; }

    /// <exception cref="FormatException">No header, a row with another number of cells, or a quote that does not end.</exception>
    public static CsvFile Read(string path)
    {
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes } large) throw new FormatException($"{path} has {large.Length} bytes; at most {MaxBytes} are read.");
        return Parse(File.ReadAllText(path), path);
    }

    public static CsvFile Parse(string text, string name)
    {
        var end = text.IndexOf('\n');
        var header = end < 0 ? text : text[..end];
        var separator = header.Contains('\t') ? '\t' : !header.Contains(',') && header.Contains(';') ? ';' : ',';
        string[]? columns = null;
        var rows = new List<string[]>();
        foreach (var (cells, line) in ReadRows(text, separator, name))
        {
            if (columns is null) columns = cells;
            else if (cells.Length == columns.Length) rows.Add(cells);
            else throw new FormatException($"{name}, line {line}: {columns.Length} cells are needed, found {cells.Length}.");
        }
        return new CsvFile(separator, columns ?? throw new FormatException($"{name} has no header."), rows);
    }

    public int IndexOf(string column) => Array.IndexOf(Columns, column);

    public static string Quote(string text, char separator) =>
        text.Contains(separator) || text.Contains('"') || text.Contains('\n') || text.Contains('\r') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private static IEnumerable<(string[] Cells, int Line)> ReadRows(string text, char separator, string name)
    {
        var (cells, cell, quoted, line) = (new List<string>(), new StringBuilder(), false, 1);
        var first = line;
        var wasQuoted = false;
        for (var i = text.StartsWith('\uFEFF') ? 1 : 0; i <= text.Length; i++)
        {
            var c = i < text.Length ? text[i] : '\n';
            if (quoted)
            {
                if (i == text.Length) throw new FormatException($"{name}, line {first}: a quote does not end.");
                if (c == '\n') line++;
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[i++]);
                else quoted = false;
            }
            else if (c == '"' && string.IsNullOrWhiteSpace(cell.ToString()))
            {
                cell.Clear();
                quoted = wasQuoted = true;
            }
            else if (c == separator || c == '\n')
            {
                if (c == '\n' && cell.Length > 0 && cell[^1] == '\r') cell.Length--;
                var blank = c == '\n' && cells.Count == 0 && cell.Length == 0 && !wasQuoted;
                if (!blank) cells.Add(cell.ToString());
                cell.Clear();
                wasQuoted = false;
                if (c == separator) continue;
                if (!blank) yield return ([.. cells], first);
                cells.Clear();
                first = ++line;
            }
            else
            {
                cell.Append(c);
            }
        }
    }
}
