using System.Globalization;
using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>Maps the columns of one CSV file to channels, decided once from its header and the mapping.</summary>
internal sealed class CsvColumnPlan
{
    private static readonly string[] TimeHeaders =
        ["TIME", "DATETIME", "TIMESTAMP", "DATE", "EVENTTIME", "TIMEUTC", "UTC", "YYYYMMDDHHMMSS"];

    private readonly List<Column> _columns;
    private readonly HashSet<string> _nullTexts;
    private readonly HashSet<double> _nullNumbers;

    private CsvColumnPlan(CsvTimeMapping time, int assetColumn, List<Column> columns, List<RecordedCurve> curves, CsvMapping mapping)
    {
        Time = time;
        AssetColumn = assetColumn;
        _columns = columns;
        Curves = curves;
        _nullTexts = new HashSet<string>(mapping.Nulls, StringComparer.OrdinalIgnoreCase);
        _nullNumbers = [];
        foreach (var text in mapping.Nulls)
            if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number))
                _nullNumbers.Add(number);
    }

    public CsvTimeMapping Time { get; }

    /// <summary>Index of the column that names the asset, or −1.</summary>
    public int AssetColumn { get; }

    public IReadOnlyList<RecordedCurve> Curves { get; }

    public static CsvColumnPlan Create(string file, IReadOnlyList<string> header, CsvMapping mapping)
    {
        var time = mapping.Time ?? FindTime(file, header);
        var used = new HashSet<string>(time.Columns, StringComparer.OrdinalIgnoreCase);
        if (mapping.AssetColumn is { } assetName) used.Add(assetName);
        var columns = new List<Column>();
        var curves = new List<RecordedCurve>();
        var taken = new HashSet<RecordedTarget>();
        foreach (var name in mapping.Columns.Keys)
            if (!header.Any(h => Same(h, name))) throw new RecordedDataException($"{file}: the mapping names column '{name}'; the header "
                + $"has only: {string.Join(", ", header.Where(h => h.Length > 0))}.");
        // Mapped columns are assigned first, then those recognised by their header, by rank.
        foreach (var (i, mapped) in InAssignmentOrder(header, mapping))
        {
            if (header[i].Trim().Length == 0 || used.Contains(header[i].Trim())) continue;
            if (mapped is null && mapping.OtherColumns == "ignore") continue;
            var (target, unit, note, symbol) = mapped is not null ? FromMapping(file, header[i], mapped) : FromHeader(header[i]);
            if (!taken.Add(target))
                (target, note) = (new RecordedTarget(TelemetryCodecV1.NamedChannel, ChannelMatch.NameOf(header[i])), note
                + "; the channel is already taken");
            if (columns.Count == TelemetryCodecV1.MaxChannels)
            {
                curves.Add(new RecordedCurve(file, header[i], symbol, Channel: null,
                    $"left out: a record holds at most {TelemetryCodecV1.MaxChannels} channels"));
                continue;
            }
            columns.Add(new Column(i, target, unit));
            curves.Add(new RecordedCurve(file, header[i], symbol, target.Name.Length > 0
                ? target.Name : StandardChannels.All[target.ChannelId].Name, note));
        }
        if (columns.Count == 0) throw new RecordedDataException($"{file}: no column is mapped to a channel.");
        var assetColumn = mapping.AssetColumn is null ? -1 : IndexOf(file, header, mapping.AssetColumn);
        columns.Sort((a, b) => a.Index.CompareTo(b.Index));
        return new CsvColumnPlan(time, assetColumn, columns, curves, mapping);
    }

    /// <summary>The mapped fields of a row as one text, which identifies repeated rows; unmapped fields are ignored.</summary>
    public string TextOf(string[] fields) =>
        string.Join('\u001f', _columns.Select(c => c.Index < fields.Length ? fields[c.Index].Trim() : ""));

    /// <summary>Values of a row from <see cref="TextOf"/>.</summary>
    public List<(RecordedTarget Target, float Value)> ValuesOf(string text)
    {
        var values = new List<(RecordedTarget, float)>(_columns.Count);
        var i = 0;
        foreach (var range in text.AsSpan().Split('\u001f'))
        {
            var field = text.AsSpan()[range];
            var column = _columns[i++];
            if (field.Length == 0 || _nullTexts.GetAlternateLookup<ReadOnlySpan<char>>().Contains(field)) continue;
            if (!double.TryParse(field, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || _nullNumbers.Contains(value))
                continue;
            var converted = (float)column.Unit.Convert(value);
            if (float.IsFinite(converted)) values.Add((column.Target, converted));
        }
        return values;
    }

    private static IEnumerable<(int Index, CsvColumnMapping? Mapped)> InAssignmentOrder(IReadOnlyList<string> header, CsvMapping mapping)
    {
        var all = header.Select((h, i) => (Index: i, Mapped: mapping.Columns.FirstOrDefault(c => Same(c.Key, h)).Value, Rank: RankOf(h)));
        return all.OrderBy(c => c.Mapped is null).ThenBy(c => c.Rank).ThenBy(c => c.Index)
            .Select(c => (c.Index, (CsvColumnMapping?)c.Mapped));
    }

    private static int RankOf(string header)
    {
        var (name, _) = SplitUnit(header);
        return ChannelMatch.TryMatch(name, out _, out var rank) ? rank : 1_000;
    }

    private static (RecordedTarget, UnitConversion.Unit, string, string) FromMapping(string file, string header, CsvColumnMapping mapped)
    {
        var unit = new UnitConversion.Unit(UnitConversion.Quantity.None, 1, 0);
        if (mapped.Unit is not null && !UnitConversion.TryFind(mapped.Unit, out unit))
            throw new RecordedDataException($"{file}: column '{header}': unit '{mapped.Unit}' is unknown; docs/formats/replay-csv.md "
                + "lists the known units.");
        if (!StandardChannels.TryFind(mapped.Channel, out var channel))
            return (new RecordedTarget(TelemetryCodecV1.NamedChannel, ChannelMatch.NameOf(mapped.Channel)), unit, Note(unit), mapped.Unit
                ?? "");
        var wanted = UnitConversion.OfChannelUnit(channel.Unit);
        if (unit.Quantity == UnitConversion.Quantity.Frequency && wanted == UnitConversion.Quantity.Rotation)
            unit = unit with { Factor = unit.Factor * 60 };
        else if (mapped.Unit is not null && unit.Quantity != wanted)
            throw new RecordedDataException($"{file}: column '{header}': unit '{mapped.Unit}' measures {unit.Quantity}, "
                + $"channel {channel.Name} is in {channel.Unit}.");
        return (new RecordedTarget(channel.Id, ""), unit, Note(unit), mapped.Unit ?? channel.Unit);
    }

    private static (RecordedTarget, UnitConversion.Unit, string, string) FromHeader(string header)
    {
        var (name, symbol) = SplitUnit(header);
        var known = UnitConversion.TryFind(symbol, out var unit);
        if (ChannelMatch.TryMatch(name, out var channel, out _))
        {
            var standard = StandardChannels.All[channel];
            // Our own column names and "RPM" imply their unit; any other header without a unit could mean anything.
            if (symbol.Length == 0 && (string.Equals(header.Trim(), standard.Name, StringComparison.OrdinalIgnoreCase) || standard.Unit
                == "rev/min"))
                return (new RecordedTarget(channel, ""), new UnitConversion.Unit(UnitConversion.OfChannelUnit(standard.Unit), 1, 0), "× 1",
                    standard.Unit);
            if (known && unit.Quantity == UnitConversion.OfChannelUnit(standard.Unit))
                return (new RecordedTarget(channel, ""), unit, Note(unit), symbol);
        }
        if (!known) unit = new UnitConversion.Unit(UnitConversion.Quantity.None, 1, 0);
        return (new RecordedTarget(TelemetryCodecV1.NamedChannel, ChannelMatch.NameOf(name)), unit, known
            ? Note(unit) : "values unchanged: no known unit", symbol);
    }

    // "WOB (k-lbs)", "Torque [kN.m]", "Weight on Bit kkgf": the unit is in brackets, or is the last word if that is a known unit.
    private static (string Name, string Unit) SplitUnit(string header)
    {
        var text = header.Trim();
        var open = text.AsSpan().IndexOfAny('(', '[');
        if (open > 0)
        {
            var close = text.AsSpan(open).IndexOfAny(')', ']');
            if (close > 0) return (text[..open].Trim(), text.Substring(open + 1, close - 1).Trim());
        }
        var blank = text.LastIndexOf(' ');
        if (blank > 0 && UnitConversion.TryFind(text[(blank + 1)..], out _)) return (text[..blank].Trim(), text[(blank + 1)..]);
        return (text, "");
    }

    private static CsvTimeMapping FindTime(string file, IReadOnlyList<string> header)
    {
        foreach (var name in header)
            if (Array.IndexOf(TimeHeaders, ChannelMatch.Normalise(name)) >= 0) return new CsvTimeMapping { Columns = [name.Trim()] };
        throw new RecordedDataException(
            $"{file}: no column looks like a time; found: {string.Join(", ", header.Where(h => h.Length > 0))}. Give a mapping "
                + "(docs/formats/replay-csv.md); a depth-indexed file needs time.depthColumn and time.rateColumn there.");
    }

    private static int IndexOf(string file, IReadOnlyList<string> header, string column)
    {
        for (var i = 0; i < header.Count; i++)
            if (Same(header[i], column)) return i;
        throw new RecordedDataException($"{file}: there is no column '{column}' to name the asset.");
    }

    private static bool Same(string a, string b) => string.Equals(a.Trim(), b.Trim(), StringComparison.OrdinalIgnoreCase);

    private static string Note(UnitConversion.Unit unit) => $"× {unit.Factor:G6}{(unit.Offset == 0 ? "" : $" {unit.Offset:+0.##;-0.##}")}";

    private sealed record Column(int Index, RecordedTarget Target, UnitConversion.Unit Unit);
}
