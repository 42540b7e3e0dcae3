using CsvHelper;

namespace Maintenance.Ingest.Formats.Csv;

/// <summary>Creates CSV readers and reports misplaced quotes per row. One reader at a time.</summary>
internal sealed class CsvQuoteFault
{
    private readonly CsvReaderOptions _options;
    private long _record;
    private CsvMalformedReason _reason;

    public CsvQuoteFault() => _options = new CsvReaderOptions
    {
        Separator = ',',
        HasHeader = false,
        TrackLineNumbers = true,
        AllowLineBreaksInQuotes = false,
        OnMalformedRecord = Note,
    };

    /// <summary>A reader over UTF-8 text, which must not change while it is read.</summary>
    public CsvReader Read(ReadOnlyMemory<byte> text)
    {
        _record = 0;
        return CsvReader.Create(text, _options);
    }

    /// <summary>What is wrong with a quote in the current row; null if nothing.</summary>
    public string? Of(CsvReader rows) => _record != rows.RowNumber ? null : _reason switch
    {
        CsvMalformedReason.StrayQuote => "appears inside an unquoted field",
        CsvMalformedReason.TextAfterClosingQuote => "is closed but followed by text",
        _ => "is not closed on its line",
    };

    private void Note(CsvMalformedRecord malformed) => (_record, _reason) = (malformed.RecordNumber, malformed.Reason);
}
