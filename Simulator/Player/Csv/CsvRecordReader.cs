using System.Text;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>
/// Reads records of delimited text as in RFC 4180: fields in double quotes may hold delimiters, line ends and doubled quotes. Counts lines
/// for messages. A quote that is never closed is an error with the line where it opened.
/// </summary>
internal sealed class CsvRecordReader(TextReader reader, char delimiter) : IDisposable
{
    private const int LongestFieldChars = 1 << 20;

    private readonly List<string> _fields = [];
    private readonly StringBuilder _field = new();

    /// <summary>Line the last record began on, from 1.</summary>
    public int Line { get; private set; }

    private int _nextLine = 1;

    /// <summary>Next record; null at the end. Blank lines are passed over.</summary>
    /// <exception cref="InvalidDataException">A quote is not closed, or a field is longer than a megabyte.</exception>
    public string[]? Read()
    {
        while (true)
        {
            Line = _nextLine;
            if (reader.ReadLine() is not { } line) return null;
            _nextLine++;
            if (line.Length == 0) continue;
            return line.Contains('"', StringComparison.Ordinal) ? ReadQuoted(line) : line.Split(delimiter);
        }
    }

    public void Dispose() => reader.Dispose();

    private string[] ReadQuoted(string line)
    {
        _fields.Clear();
        _field.Clear();
        var quoted = false;
        while (true)
        {
            for (var i = 0; i < line.Length; i++)
            {
                var c = line[i];
                if (quoted && c == '"' && i + 1 < line.Length && line[i + 1] == '"') _field.Append(line[++i]);
                else if (c == '"') quoted = !quoted;
                else if (c == delimiter && !quoted) Close();
                else _field.Append(c);
            }
            if (!quoted) break;
            if (_field.Append('\n').Length > LongestFieldChars) throw new InvalidDataException("a field in quotes is longer than a megabyte; is a quote not closed?");
            line = reader.ReadLine() ?? throw new InvalidDataException("a quote is not closed");
            _nextLine++;
        }
        Close();
        return [.. _fields];
    }

    private void Close()
    {
        _fields.Add(_field.ToString());
        _field.Clear();
    }
}
