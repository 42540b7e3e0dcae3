using Maintenance.Core.Channels;
using Maintenance.Core.Telemetry;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>Maps the columns of one CSV file to channels, decided once from its header and the mapping.</summary>
internal sealed class CsvColumnPlan
{
    private const char Separator = '\u001f';

    private readonly string _file;
    private readonly List<CsvColumn> _columns;
    private readonly List<(int Index, RecordedCurve Curve)> _leftOut;

    private CsvColumnPlan(string file, CsvTimeMapping time, int assetColumn, CsvNumbers numbers, List<CsvColumn> columns,
        List<(int, RecordedCurve)> leftOut)
    {
        _file = file;
        _columns = columns;
        _leftOut = leftOut;
        Time = time;
        AssetColumn = assetColumn;
        Numbers = numbers;
        Signature = string.Join(Separator, columns.Select(c => $"{c.Header.Trim()}{Separator}{c.Target}{Separator}{c.Decision.Unit}"));
    }

    public CsvTimeMapping Time { get; }

    public CsvNumbers Numbers { get; }

    /// <summary>Index of the column that names the asset, or −1.</summary>
    public int AssetColumn { get; }

    /// <summary>Columns and what becomes of them: rows of two files can be equal only if it is the same.</summary>
    public string Signature { get; }

    /// <summary>True if a column holds a number, after the first pass.</summary>
    public bool HasNumbers => _columns.Exists(c => c.Numbers > 0);

    /// <summary>Where each column goes, after the first pass.</summary>
    public IReadOnlyList<RecordedCurve> Curves => [.. _columns.Select(c => (c.Index, Curve: Curve(c))).Concat(_leftOut)
        .OrderBy(c => c.Index).Select(c => c.Curve)];

    public static CsvColumnPlan Create(string file, IReadOnlyList<string> header, CsvMapping mapping, RecordedUnits units,
        ChannelNames names)
    {
        CsvHeader.CheckDelimiter(file, header, mapping.Delimiter);
        var time = mapping.Time ?? CsvHeader.FindTime(file, header);
        foreach (var name in mapping.Columns.Keys) CsvHeader.IndexOf(file, header, name, $"(the mapping names column '{name}')");
        var assetColumn = mapping.AssetColumn is null ? -1 : CsvHeader.IndexOf(file, header, mapping.AssetColumn, "to name the asset");
        var columns = new List<CsvColumn>();
        var leftOut = new List<(int, RecordedCurve)>();
        var taken = new Dictionary<RecordedTarget, string>();
        // Mapped columns are assigned first, then those recognised by their header, by rank.
        foreach (var (i, mapped) in InAssignmentOrder(header, mapping))
        {
            if (ReasonToLeaveOut(header[i], i, time, assetColumn, mapped, mapping, columns.Count) is { } reason)
            {
                leftOut.Add((i, new RecordedCurve(file, header[i].Trim(), "", Channel: null, reason)));
                continue;
            }
            var column = mapped is not null
                ? FromMapping(file, i, header[i], mapped, taken) : FromHeader(i, header, units, names, taken);
            taken[column.Target] = header[i];
            columns.Add(column);
        }
        if (columns.Count == 0) throw new RecordedDataException($"{file}: no column is mapped to a channel.");
        columns.Sort((a, b) => a.Index.CompareTo(b.Index));
        return new CsvColumnPlan(file, time, assetColumn, new CsvNumbers(mapping), columns, leftOut);
    }

    /// <summary>Updates the statistics with a row.</summary>
    public void Note(string[] fields, long line)
    {
        foreach (var column in _columns) column.Note(Numbers, fields[column.Index], _file, line);
    }

    /// <summary>Adds the columns that would fill a channel of their own if their unit were understood, after the first pass.</summary>
    public void AddOpen(ICollection<(string Curve, string Symbol, Channel Channel, string Where)> open)
    {
        foreach (var column in _columns)
        {
            if (!column.Decision.IsOpen || column.NonZero == 0 || _columns.Exists(c => c.Target.ChannelId == column.Decision.Channel!.Id
                && c.Numbers > 0)) continue;
            open.Add((column.Header.Trim(), column.Decision.Symbol, column.Decision.Channel!, _file));
        }
    }

    /// <summary>The mapped fields of a row as one text, which identifies repeated rows; unmapped fields are ignored.</summary>
    public string TextOf(string[] fields) =>
        string.Join(Separator, _columns.Select(c => c.Index < fields.Length ? fields[c.Index].Trim() : ""));

    /// <summary>Values of a row from <see cref="TextOf"/>.</summary>
    public List<(RecordedTarget Target, float Value)> ValuesOf(string text)
    {
        var values = new List<(RecordedTarget, float)>(_columns.Count);
        var i = 0;
        foreach (var range in text.AsSpan().Split(Separator))
        {
            var column = _columns[i++];
            if (!Numbers.TryParse(text.AsSpan()[range], out var value)) continue;
            var converted = (float)column.Decision.Unit.Convert(value);
            if (float.IsFinite(converted)) values.Add((column.Target, converted));
        }
        return values;
    }

    private RecordedCurve Curve(CsvColumn column)
    {
        if (column.Numbers == 0)
            return new RecordedCurve(_file, column.Header.Trim(), column.Decision.Symbol, Channel: null, "left out: contains no numbers"
                + (column.Texts > 0 ? $", the first text is {column.FirstText}" : ""));
        return new RecordedCurve(_file, column.Header.Trim(), column.Decision.Symbol, column.Channel, column.Decision.Conversion
            + (column.Texts > 0 ? $"; {column.Texts:N0} texts taken as missing, the first is {column.FirstText}" : "")
            + (column.Target.Name.Length > 0 && column.Decision.Fits
                ? $"; {column.Decision.Channel!.Name} is taken by another column" : ""));
    }

    private static string? ReasonToLeaveOut(string header, int index, CsvTimeMapping time, int assetColumn, CsvColumnMapping? mapped,
        CsvMapping mapping, int columns)
    {
        if (mapped is null && time.Columns.Any(t => CsvHeader.Same(t, header))) return "event time";
        if (mapped is null && index == assetColumn) return "names the asset";
        if (header.Trim().Length == 0) return "left out: the column has no name";
        if (mapped is null && mapping.OtherColumns == "ignore") return "left out: otherColumns is ignore";
        return columns == TelemetryCodecV1.MaxChannels ? $"left out: a record holds at most {TelemetryCodecV1.MaxChannels} channels" : null;
    }

    private static IEnumerable<(int Index, CsvColumnMapping? Mapped)> InAssignmentOrder(IReadOnlyList<string> header, CsvMapping mapping)
    {
        var all = header.Select((h, i) => (Index: i, Mapped: mapping.Columns.FirstOrDefault(c => CsvHeader.Same(c.Key, h)).Value,
            Rank: RankOf(h)));
        return all.OrderBy(c => c.Mapped is null).ThenBy(c => c.Rank).ThenBy(c => c.Index)
            .Select(c => (c.Index, (CsvColumnMapping?)c.Mapped));
    }

    private static int RankOf(string header)
    {
        var (name, _) = CsvHeader.SplitUnit(header);
        return ChannelMatch.TryMatch(name, out _, out var rank) ? rank : 1_000;
    }

    private static CsvColumn FromMapping(string file, int index, string header, CsvColumnMapping mapped,
        Dictionary<RecordedTarget, string> taken)
    {
        var unit = new UnitConversion.Unit(UnitConversion.Quantity.None, 1, 0);
        if (mapped.Unit is not null && !UnitConversion.TryFind(mapped.Unit, out unit))
            throw new RecordedDataException($"{file}: column '{header}': unit '{mapped.Unit}' is unknown; "
                + "docs/formats/recordings-coverage.md lists the known units.");
        var isStandard = StandardChannels.TryFind(mapped.Channel, out var channel);
        if (isStandard && mapped.Unit is null) unit = new UnitConversion.Unit(UnitConversion.OfChannelUnit(channel!.Unit), 1, 0);
        else if (isStandard && !UnitConversion.TryFindFor(mapped.Unit!, UnitConversion.OfChannelUnit(channel!.Unit), out unit))
            throw new RecordedDataException($"{file}: column '{header}': unit '{mapped.Unit}' measures {unit.Quantity}, "
                + $"channel {channel.Name} is in {channel.Unit}.");
        var target = isStandard ? new RecordedTarget(channel!.Id, "")
            : new RecordedTarget(TelemetryCodecV1.NamedChannel, ChannelMatch.NameOf(mapped.Channel));
        if (taken.TryGetValue(target, out var other))
            throw new RecordedDataException($"{file}: the mapping sends both '{other.Trim()}' and '{header.Trim()}' to channel "
                + $"{mapped.Channel}; a channel takes one column.");
        return new CsvColumn(index, header, target, new ChannelDecision(channel, 0, isStandard, unit, mapped.Unit ?? channel?.Unit ?? ""),
            asked: true);
    }

    private static CsvColumn FromHeader(int index, IReadOnlyList<string> header, RecordedUnits units, ChannelNames names,
        Dictionary<RecordedTarget, string> taken)
    {
        var (name, symbol) = CsvHeader.SplitUnit(header[index]);
        var decision = ChannelDecision.Of(name, symbol, units.Of(header[index]) ?? units.Of(name));
        if (decision.Fits && new RecordedTarget(decision.Channel!.Id, "") is var standard && !taken.ContainsKey(standard))
            return new CsvColumn(index, header[index], standard, decision, asked: true);
        // Headers that would give the same name are told apart by their order.
        var stem = ChannelMatch.NameOf(name);
        var occurrence = 1 + header.Take(index).Count(h => ChannelMatch.NameOf(CsvHeader.SplitUnit(h).Name) == stem);
        RecordedTarget target;
        do target = new RecordedTarget(TelemetryCodecV1.NamedChannel, names.Of(name, occurrence++, decision.Unit, decision.Symbol));
        while (taken.ContainsKey(target));
        return new CsvColumn(index, header[index], target, decision, asked: decision.Channel is not null);
    }
}
