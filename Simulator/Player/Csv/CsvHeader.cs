using System.Buffers;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>Reads what the header line of a CSV file says.</summary>
internal static class CsvHeader
{
    private static readonly string[] TimeNames =
        ["TIME", "DATETIME", "TIMESTAMP", "DATE", "EVENTTIME", "TIMEUTC", "UTC", "YYYYMMDDHHMMSS"];

    private static readonly SearchValues<char> UnitSigns = SearchValues.Create("/.%*^²³0123456789");

    private static readonly (char Delimiter, string Name, string Json)[] Delimiters =
        [(';', "semicolons", ";"), ('\t', "tabs", "\\t"), ('|', "bars", "|"), (',', "commas", ",")];

    /// <summary>Refuses a header that is one column only because the delimiter is another one.</summary>
    public static void CheckDelimiter(string file, IReadOnlyList<string> header, string delimiter)
    {
        if (header.Count > 1) return;
        foreach (var (other, name, json) in Delimiters)
            if (header[0].Contains(other, StringComparison.Ordinal))
                throw new RecordedDataException($"{file}: the header '{Shorten(header[0])}' is one column by the delimiter '{delimiter}', "
                    + $"but holds {name}: give a mapping with \"delimiter\": \"{json}\" (docs/formats/replay-csv.md).");
    }

    /// <summary>"WOB (k-lbs)", "Torque [kN.m]", "Weight on Bit kkgf", "wob_klbf": name and unit; the unit is "" if there is none.</summary>
    public static (string Name, string Unit) SplitUnit(string header)
    {
        var text = header.Trim();
        var open = text.AsSpan().IndexOfAny('(', '[');
        if (open > 0)
        {
            var close = text.AsSpan(open).LastIndexOfAny(')', ']');
            if (close > 0) return (text[..open].Trim(), text.Substring(open + 1, close - 1).Trim());
        }
        if (ChannelMatch.TryMatch(text, out _, out _)) return (text, "");
        for (var at = text.IndexOf(' ', StringComparison.Ordinal); at > 0; at = text.IndexOf(' ', at + 1))
            if (ChannelMatch.TryMatch(text[..at], out _, out _) && UnitConversion.TryFind(text[at..], out _))
                return (text[..at].Trim(), text[at..].Trim());
        var blank = text.LastIndexOf(' ');
        if (blank > 0 && ((UnitConversion.TryFind(text[blank..], out _) && !int.TryParse(text[blank..], out _)) // "Pump 1"
            || (ChannelMatch.TryMatch(text[..blank], out _, out _) && LooksLikeUnit(text[(blank + 1)..]))))
            return (text[..blank].Trim(), text[(blank + 1)..]);
        var line = text.LastIndexOf('_');
        return line > 0 && ChannelDecision.Of(text[..line], text[(line + 1)..], given: null) is { Channel: not null, Fits: true }
            && UnitConversion.TryFind(text[(line + 1)..], out _) ? (text[..line], text[(line + 1)..]) : (text, "");
    }

    // "ROP Setpoint" is a name, "ROP furlong/h" a name and a unit.
    private static bool LooksLikeUnit(string text) => text.AsSpan().IndexOfAny(UnitSigns) >= 0;

    /// <summary>The time column of a file without a mapping of its time; a date and a time column are joined.</summary>
    public static CsvTimeMapping FindTime(string file, IReadOnlyList<string> header)
    {
        var times = header.Where(h => Array.IndexOf(TimeNames, ChannelMatch.Normalise(h)) >= 0).Select(h => h.Trim()).ToList();
        var date = times.Find(t => ChannelMatch.Normalise(t) == "DATE");
        var time = times.Find(t => ChannelMatch.Normalise(t) == "TIME");
        if (date is not null && time is not null) return new CsvTimeMapping { Columns = [date, time] };
        if (times.Count > 0) return new CsvTimeMapping { Columns = [times[0]] };
        throw new RecordedDataException(
            $"{file}: no column looks like a time; found: {List(header)}. Give a mapping (docs/formats/replay-csv.md); a depth-indexed "
                + "file needs time.depthColumn and time.rateColumn there.");
    }

    /// <summary>Index of the one column with this header, whatever its case.</summary>
    /// <param name="file">File, for the message.</param>
    /// <param name="header">Headers.</param>
    /// <param name="column">Wanted header.</param>
    /// <param name="purpose">What it is for, such as "to name the asset".</param>
    /// <exception cref="RecordedDataException">There is none, or more than one.</exception>
    public static int IndexOf(string file, IReadOnlyList<string> header, string column, string purpose)
    {
        var found = Enumerable.Range(0, header.Count).Where(i => Same(header[i], column)).ToList();
        return found.Count switch
        {
            1 => found[0],
            0 => throw new RecordedDataException($"{file}: there is no column '{column}' {purpose}; found: {List(header)}."),
            _ => throw new RecordedDataException($"{file}: the column '{column}' {purpose} stands {found.Count} times in the header; "
                + "rename all but one."),
        };
    }

    public static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string List(IReadOnlyList<string> header) => Shorten(string.Join(", ", header.Where(h => h.Length > 0)));

    private static string Shorten(string text) => text.Length <= 400 ? text : text[..400] + "…";
}
