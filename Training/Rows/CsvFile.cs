using System.Globalization;
using Maintenance.Pmml;
using Maintenance.Simulator.Player.Csv;

namespace Maintenance.Training.Rows;

/// <summary>
/// A delimited table in memory (RFC 4180), from a plain or gzip file. The separator (, ; or tab) is detected from the header.
/// </summary>
public sealed class CsvFile
{
    private const int MaxBytes = 1 << 30;

    private readonly string _name;

    private readonly List<long> _lines;

    private CsvFile(string name, char separator, string[] columns, List<string[]> rows, List<long> lines) =>
        (_name, Separator, Columns, Rows, _lines) = (name, separator, columns, rows, lines);

    public char Separator { get; }

    public string[] Columns { get; }

    public IReadOnlyList<string[]> Rows { get; }

    /// <exception cref="FormatException">No header, a row with the wrong number of cells, or a misplaced quote; the message gives the
    /// line.</exception>
    public static CsvFile Read(string path)
    {
        if (Directory.Exists(path)) throw new FormatException($"{path} is a folder; give a file.");
        if (new FileInfo(path) is { Exists: true, Length: > MaxBytes } large)
            throw new FormatException($"{path} has {large.Length} bytes; the maximum is {MaxBytes}.");
        return Read(() => CsvRecordReader.OpenText(path), path);
    }

    public static CsvFile Parse(string text, string name) => Read(() => new StringReader(text), name);

    public int IndexOf(string column) => Array.IndexOf(Columns, column);

    /// <summary>Index of a required column.</summary>
    /// <exception cref="FormatException">There is no such column.</exception>
    public int Find(string column) => IndexOf(column) is var at and >= 0
        ? at : throw new FormatException($"{_name} has no column '{column}'.");

    /// <summary>
    /// A cell's text; null when it is missing: blank, NA, N/A, NaN, nan, null, NULL or ?, for training and scoring alike.
    /// </summary>
    public static string? Known(string cell) =>
        cell.AsSpan().Trim() is "" or "NA" or "N/A" or "NaN" or "nan" or "null" or "NULL" or "?" ? null : cell;

    /// <summary>A cell's text as a value of a model's input; null when it is missing. What the document names as a value is one.</summary>
    /// <param name="cell">Text.</param>
    /// <param name="model">Model.</param>
    /// <param name="input">Index among its inputs, then its observed targets.</param>
    public static string? Known(string cell, PmmlModel model, int input) => Known(cell) ?? (model.Names(input, cell) ? cell : null);

    /// <summary>A cell as a number; null when it is missing.</summary>
    /// <exception cref="FormatException">It is something else; the message gives file, line and column.</exception>
    public double? Number(int row, int column) => Known(Rows[row][column]) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : throw Wrong(row, column,
        "a number");

    /// <summary>The error of a cell that is not what it must be.</summary>
    public FormatException Wrong(int row, int column, string expected) =>
        new($"{_name}, line {_lines[row]}: '{Rows[row][column]}' in {Columns[column]} is not {expected}.");

    private static CsvFile Read(Func<TextReader> open, string name)
    {
        using var reader = new CsvRecordReader(open(), SeparatorOf(open));
        var columns = Next() ?? throw new FormatException($"{name} has no header.");
        var (rows, lines) = (new List<string[]>(), new List<long>());
        while (Next() is { } cells)
        {
            if (cells.Length != columns.Length) throw new FormatException($"{name}, line {reader.Line}: expected {columns.Length} "
                + $"cells, found {cells.Length}.");
            rows.Add(cells);
            lines.Add(reader.Line);
        }
        return new CsvFile(name, reader.Delimiter, columns, rows, lines);

        string[]? Next()
        {
            try
            {
                return reader.Read();
            }
            catch (FormatException error)
            {
                throw new FormatException($"{name}, {error.Message}.", error);
            }
        }
    }

    private static char SeparatorOf(Func<TextReader> open)
    {
        using var reader = open();
        var header = reader.ReadLine() ?? "";
        return header.Contains('\t') ? '\t' : !header.Contains(',') && header.Contains(';') ? ';' : ',';
    }
}
