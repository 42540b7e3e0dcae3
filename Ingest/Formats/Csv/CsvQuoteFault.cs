using CsvHelper;

namespace Maintenance.Ingest.Formats.Csv;

/// <summary>Makes readers of CSV payloads, and says of each row whether a quote in it is out of place. One reader at a time.</summary>
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

    /// <summary>A reader over UTF-8 that must stay as it is while it reads.</summary>
    public CsvReader Read(ReadOnlyMemory<byte> text)
    {
        _record = 0;
        return CsvReader.Create(text, _options);
    }

    /// <summary>What is wrong with a quote of the current row; null when nothing is.</summary>
    public string? Of(CsvReader rows) => _record != rows.RowNumber ? null : _reason switch
    {
        CsvMalformedReason.StrayQuote => "stands within a field that does not begin with one",
        CsvMalformedReason.TextAfterClosingQuote => "is closed and text follows it",
        _ => "is not closed on its line",
    };

    private void Note(CsvMalformedRecord malformed) => (_record, _reason) = (malformed.RecordNumber, malformed.Reason);
}
