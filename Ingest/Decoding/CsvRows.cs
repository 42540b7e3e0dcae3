namespace Maintenance.Ingest.Decoding;

/// <summary>
/// Walks rows and fields of RFC 4180 text in place. A quoted field may hold commas, line ends and doubled quotes; only fields with doubled
/// quotes are copied. Lines end in LF or CRLF.
/// </summary>
internal ref struct CsvRows
{
    private readonly ReadOnlySpan<byte> _text;
    private int _next;
    private int _field;
    private int _nextLine;

    public CsvRows(ReadOnlySpan<byte> text)
    {
        _text = text;
        _nextLine = 1;
        _field = -1;
    }

    /// <summary>Bytes of the current row without its line end.</summary>
    public ReadOnlySpan<byte> Row { get; private set; }

    /// <summary>Number of the current row's first line, from 1.</summary>
    public int Line { get; private set; }

    /// <summary>True when a quote of the current row was not closed, or followed by text.</summary>
    public bool BadQuotes { get; private set; }

    /// <summary>Moves to the next row; false at the end.</summary>
    public bool Next()
    {
        if (_next >= _text.Length) return false;
        Line = _nextLine;
        var at = _next;
        var quoted = false;
        while (at < _text.Length)
        {
            var step = _text[at..].IndexOfAny((byte)'\n', (byte)'"');
            if (step < 0)
            {
                at = _text.Length;
                break;
            }
            at += step;
            if (_text[at] == '"') quoted = !quoted;
            else
            {
                _nextLine++;
                if (!quoted) break;
            }
            at++;
        }
        // A quote that is never closed would swallow the rest of the text: then the row ends at its own line.
        if (at >= _text.Length && quoted)
        {
            at = _next + Math.Max(0, _text[_next..].IndexOf((byte)'\n'));
            if (at == _next) at = _text.Length;
            _nextLine = Line + 1;
        }
        var row = _text[_next..at];
        Row = row.Length > 0 && row[^1] == '\r' ? row[..^1] : row;
        _next = at + 1;
        _field = 0;
        BadQuotes = false;
        return true;
    }

    /// <summary>Gives the next field of the row; false after the last.</summary>
    public bool NextField(out ReadOnlySpan<byte> field)
    {
        field = default;
        if (_field < 0) return false;
        var rest = Row[_field..];
        if (rest.Length > 0 && rest[0] == '"') return NextQuoted(rest[1..], out field);
        var comma = rest.IndexOf((byte)',');
        field = comma < 0 ? rest : rest[..comma];
        _field = comma < 0 ? -1 : _field + comma + 1;
        return true;
    }

    private bool NextQuoted(ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> field)
    {
        var doubled = 0;
        var end = 0;
        for (; ; end++)
        {
            var quote = rest[end..].IndexOf((byte)'"');
            if (quote < 0)
            {
                BadQuotes = true;
                field = rest;
                _field = -1;
                return true;
            }
            end += quote;
            if (end + 1 >= rest.Length || rest[end + 1] != '"') break;
            doubled++;
            end++;
        }
        field = doubled == 0 ? rest[..end] : Undouble(rest[..end], doubled);
        var after = rest[(end + 1)..];
        if (after.Length > 0 && after[0] != ',')
        {
            BadQuotes = true;
            _field = -1;
            return true;
        }
        _field = after.Length == 0 ? -1 : _field + 1 + end + 2;
        return true;
    }

    private static byte[] Undouble(ReadOnlySpan<byte> text, int doubled)
    {
        var plain = new byte[text.Length - doubled];
        var to = 0;
        for (var from = 0; from < text.Length; from++)
        {
            plain[to++] = text[from];
            if (text[from] == '"') from++;
        }
        return plain;
    }
}
