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

    private CsvFile(string name, char separator, string[] columns, List<string[]> rows) => (_name, Separator, Columns, Rows) =
        (name, separator, columns, rows);

    public char Separator { get; }

    public string[] Columns { get; }

    public IReadOnlyList<string[]> Rows { get; }

    /// <exception cref="FormatException">No header, a row with the wrong number of cells, or a misplaced quote; the message gives the
    /// line.</exception>
    public static CsvFile Read(string path)
    {
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

    private static CsvFile Read(Func<TextReader> open, string name)
    {
        using var reader = new CsvRecordReader(open(), SeparatorOf(open));
        var columns = Next() ?? throw new FormatException($"{name} has no header.");
        var rows = new List<string[]>();
        while (Next() is { } cells)
        {
            if (cells.Length != columns.Length) throw new FormatException($"{name}, line {reader.Line}: expected {columns.Length} "
                + $"cells, found {cells.Length}.");
            rows.Add(cells);
        }
        return new CsvFile(name, reader.Delimiter, columns, rows);

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
