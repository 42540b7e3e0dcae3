namespace Maintenance.Simulator.Player.Witsml;

/// <summary>Iterates over the fields of one data row without copying; a field in double quotes may contain the delimiter.</summary>
internal ref struct RowSplitter(ReadOnlySpan<char> row, char delimiter)
{
    private ReadOnlySpan<char> _rest = row;
    private bool _done;

    public bool TryNext(out ReadOnlySpan<char> field)
    {
        field = default;
        if (_done) return false;
        var end = _rest.Length > 0 && _rest[0] == '"' ? EndOfQuoted() : _rest.IndexOf(delimiter);
        if (end < 0 || end >= _rest.Length)
        {
            field = Unquote(_rest);
            _done = true;
            return true;
        }
        field = Unquote(_rest[..end]);
        _rest = _rest[(end + 1)..];
        return true;
    }

    /// <summary>Number of fields in a row.</summary>
    public static int Count(ReadOnlySpan<char> row, char delimiter)
    {
        var splitter = new RowSplitter(row, delimiter);
        var count = 0;
        while (splitter.TryNext(out _)) count++;
        return count;
    }

    private readonly int EndOfQuoted()
    {
        var close = _rest[1..].IndexOf('"');
        if (close < 0) return -1;
        var after = _rest[(close + 2)..].IndexOf(delimiter);
        return after < 0 ? -1 : close + 2 + after;
    }

    private static ReadOnlySpan<char> Unquote(ReadOnlySpan<char> field)
    {
        field = field.Trim();
        return field.Length >= 2 && field[0] == '"' && field[^1] == '"' ? field[1..^1] : field;
    }
}
