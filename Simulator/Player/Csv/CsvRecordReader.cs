using System.Text;
using CsvHelper;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>
/// Reads records of delimited text as in RFC 4180 from a stream of any length: fields in double quotes may contain delimiters, line breaks
/// and doubled quotes; lines end in LF, CRLF or CR; blank lines are skipped. A quote inside a field that does not begin with one is taken
/// as text; any other misplaced quote is an error, never guessed at.
/// </summary>
public sealed class CsvRecordReader : IDisposable
{
    private const int MaxRecordBytes = 16 << 20;

    private readonly CsvReader _rows;
    private readonly long _linesBefore;
    private CsvMalformedRecord? _malformed;

    /// <param name="reader">Text; disposed with this reader.</param>
    /// <param name="delimiter">Field delimiter, an ASCII character.</param>
    /// <param name="linesBefore">Lines of the text already read, for error messages.</param>
    public CsvRecordReader(TextReader reader, char delimiter, long linesBefore = 0)
    {
        _linesBefore = linesBefore;
        Line = linesBefore;
        _rows = CsvReader.Create(reader, new CsvReaderOptions
        {
            Separator = delimiter,
            HasHeader = false,
            TrackLineNumbers = true,
            MaxRecordSize = MaxRecordBytes,
            OnMalformedRecord = record => _malformed ??= record,
        });
    }

    /// <summary>Field delimiter.</summary>
    public char Delimiter => _rows.Separator;

    /// <summary>Line on which the last record began, counting from 1.</summary>
    public long Line { get; private set; }

    /// <summary>Opens a file of UTF-8, UTF-16 or UTF-32, plain or gzip.</summary>
    /// <exception cref="InvalidDataException">Its content is of a kind that is not read, such as LAS; or, while reading, gzip is not
    /// complete.</exception>
    public static TextReader OpenText(string file) => RecordedFiles.OpenText(file, file);

    /// <summary>Next record; null at the end.</summary>
    /// <exception cref="FormatException">A quote is misplaced, or a record is longer than 16 MiB; the message names the line and, if known,
    /// the column.</exception>
    public string[]? Read()
    {
        try
        {
            if (!_rows.Read()) return null;
        }
        catch (CsvFormatException error)
        {
            throw new FormatException($"line {_linesBefore + error.LineNumber}: a record of more than {MaxRecordBytes >> 20} MiB; is a "
                + "quote unclosed?", error);
        }
        Line = _linesBefore + _rows.LineNumber;
        if (_malformed is { } malformed) Check(malformed);
        var fields = new string[_rows.FieldCount];
        for (var i = 0; i < fields.Length; i++) fields[i] = _rows.GetString(i);
        return fields;
    }

    public void Dispose() => _rows.Dispose();

    private void Check(CsvMalformedRecord malformed)
    {
        _malformed = null;
        switch (malformed.Reason)
        {
            case CsvMalformedReason.StrayQuote:
                for (var i = 0; i < _rows.FieldCount; i++)
                    if (_rows.GetRawSpan(i) is [(byte)' ' or (byte)'\t', ..] field && field.TrimStart(" \t"u8) is [(byte)'"', ..])
                        throw new FormatException($"line {Line}, field {i + 1}: whitespace before an opening quote");
                return;
            case CsvMalformedReason.TextAfterClosingQuote:
                var before = Encoding.UTF8.GetString(_rows.RawRecord[..(int)(malformed.ByteOffset - _rows.ByteOffset)]);
                throw new FormatException($"line {Line + before.Count(c => c == '\n')}, "
                    + $"column {before.Length - before.LastIndexOf('\n')}: text follows the quote that closes a field");
            default:
                throw new FormatException($"line {Line}: a quote is not closed");
        }
    }
}
