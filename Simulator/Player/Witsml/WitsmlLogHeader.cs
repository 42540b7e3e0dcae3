using System.Globalization;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// Header of a log while it is being read: versions 1.3.1.1 (columnIndex in each curve) and 1.4.1.1 (mnemonicList and unitList in each
/// logData).
/// </summary>
internal sealed class WitsmlLogHeader(string displayName, string? uid, bool ordersByList)
{
    public string Well { get; set; } = "";

    public string Wellbore { get; set; } = "";

    public string Name { get; set; } = "";

    public string IndexType { get; set; } = "";

    public string IndexCurve { get; set; } = "";

    /// <summary>The columnIndex of indexCurve (1.3.1.1), or "".</summary>
    public string IndexColumn { get; set; } = "";

    public string NullValue { get; set; } = "";

    public string Delimiter { get; set; } = ",";

    public List<CurveInfo> Curves { get; } = [];

    /// <summary>"date time" in 1.4.1.1 and 1.3.1.1.</summary>
    public bool IsTimeIndexed => IndexType.Equals("date time", StringComparison.OrdinalIgnoreCase);

    /// <summary>The delimiter of rows.</summary>
    /// <exception cref="RecordedDataException">It is not one character.</exception>
    public char RowDelimiter => Delimiter.Length == 1 ? Delimiter[0]
        : Delimiter.Trim() is { Length: 1 } one ? one[0]
        : throw new RecordedDataException($"{displayName}: log {Name}: dataDelimiter is '{Delimiter}'; it must be one character.");

    /// <summary>Begins the chunk of one logData.</summary>
    /// <param name="file">File.</param>
    /// <param name="element">Ordinal of the log in the file.</param>
    /// <param name="part">Ordinal of the logData in the log.</param>
    /// <param name="lists">Its mnemonicList and unitList, if any.</param>
    /// <param name="values">Values in its first row.</param>
    /// <exception cref="RecordedDataException">The columns are not certain.</exception>
    public WitsmlChunk ToChunk(string file, int element, int part, (string? Mnemonics, string? Units) lists, int values)
    {
        var columns = lists.Mnemonics is { Length: > 0 } ? ColumnsOfList(lists.Mnemonics, lists.Units) : ColumnsOfCurves(values);
        return new WitsmlChunk
        {
            File = file,
            Element = element,
            Part = part,
            Uid = uid is { Length: > 0 } ? uid : Name,
            Name = Name,
            Well = Well,
            Wellbore = Wellbore,
            Columns = columns,
            IndexColumn = IndexOf(columns),
            Delimiter = RowDelimiter,
            Number = NumberOf(file),
        };
    }

    private int IndexOf(List<WitsmlCurve> columns)
    {
        var named = columns.FindAll(c => c.Column.Mnemonic.Equals(IndexCurve, StringComparison.OrdinalIgnoreCase));
        if (named.Count > 1) throw Refused($"the index curve {IndexCurve} stands {named.Count} times in the header; which is the time?");
        if (named.Count == 1) return columns.IndexOf(named[0]);
        if (IndexCurve.Length == 0) return 0; // the index is the first column where none is named
        return int.TryParse(IndexColumn, CultureInfo.InvariantCulture, out var column) && column >= 1 && column <= columns.Count
            ? column - 1 : throw Refused($"the index curve {IndexCurve} is not among the columns "
                + string.Join(", ", columns.Select(c => c.Column.Mnemonic)));
    }

    // mnemonicList is in data order; logCurveInfo often is not.
    private List<WitsmlCurve> ColumnsOfList(string mnemonicList, string? unitList)
    {
        var mnemonics = Split(mnemonicList);
        var units = unitList is { Length: > 0 } ? Split(unitList) : null;
        if (units is not null && units.Count != mnemonics.Count)
            throw Refused($"there are {mnemonics.Count} mnemonics but {units.Count} units");
        var columns = new List<WitsmlCurve>(mnemonics.Count);
        for (var i = 0; i < mnemonics.Count; i++)
        {
            var infos = Curves.FindAll(c => c.Mnemonic == mnemonics[i]);
            // Of a mnemonic that stands twice, the nth description is that of the nth column.
            var before = mnemonics[..i].Count(m => m == mnemonics[i]);
            var info = infos.Count == 0 ? new CurveInfo() : infos[Math.Min(before, infos.Count - 1)];
            Add(columns, mnemonics[i], units?[i] is { Length: > 0 } unit ? unit : info.Unit, info);
        }
        return columns;
    }

    private List<WitsmlCurve> ColumnsOfCurves(int values)
    {
        if (Curves.Count == 0) throw Refused("there is data but neither mnemonicList nor logCurveInfo");
        if (Curves.TrueForAll(c => c.ColumnIndex.Length == 0))
        {
            if (ordersByList && Curves.Count > 1)
                throw Refused("a logData has no mnemonicList, so that the order of its columns is not known");
            var inOrder = new List<WitsmlCurve>();
            foreach (var info in Curves) Add(inOrder, info.Mnemonic, info.Unit, info);
            return inOrder;
        }
        return ColumnsByIndex(values);
    }

    // A server may return some of the curves with the numbers of all: then the rows tell whether the other columns are there.
    private List<WitsmlCurve> ColumnsByIndex(int values)
    {
        var byIndex = new SortedDictionary<int, CurveInfo>();
        foreach (var info in Curves)
        {
            if (!int.TryParse(info.ColumnIndex, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
                throw Refused($"the columnIndex of curve {info.Mnemonic} is '{info.ColumnIndex}'; it must be a number");
            if (!byIndex.TryAdd(index, info))
                throw Refused($"the curves {byIndex[index].Mnemonic} and {info.Mnemonic} both have columnIndex {index}");
        }
        var columns = new List<WitsmlCurve>();
        var last = byIndex.Keys.Last();
        if (values == last && values > byIndex.Count)
            for (var i = 1; i <= last; i++)
            {
                if (byIndex.TryGetValue(i, out var info)) Add(columns, info.Mnemonic, info.Unit, info);
                else Add(columns, "", "", new CurveInfo());
            }
        else
            foreach (var info in byIndex.Values) Add(columns, info.Mnemonic, info.Unit, info);
        return columns;
    }

    private void Add(List<WitsmlCurve> columns, string mnemonic, string unit, CurveInfo info)
    {
        var text = info.NullValue.Length > 0 ? info.NullValue : NullValue;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var nullValue);
        var name = ChannelMatch.NameOf(mnemonic);
        var occurrence = 1 + columns.Count(c => ChannelMatch.NameOf(c.Column.Mnemonic) == name);
        columns.Add(new WitsmlCurve(new WitsmlColumn(mnemonic, occurrence, unit, isNumber ? nullValue : null), info.Type));
    }

    private List<string> Split(string list)
    {
        var delimiter = list.Contains(',', StringComparison.Ordinal) ? ',' : RowDelimiter;
        var items = new List<string>();
        var splitter = new RowSplitter(list, delimiter);
        while (splitter.TryNext(out var item)) items.Add(item.ToString());
        return items;
    }

    private RecordedDataException Refused(string reason) => new($"{displayName}: log {Name}: {reason}.");

    private static int NumberOf(string file)
    {
        var name = Path.GetFileName(file);
        var dot = name.IndexOf('.', StringComparison.Ordinal);
        return dot > 0 && int.TryParse(name.AsSpan(0, dot), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
    }

    /// <summary>One logCurveInfo element.</summary>
    internal sealed class CurveInfo
    {
        public string Mnemonic { get; set; } = "";

        public string Unit { get; set; } = "";

        public string NullValue { get; set; } = "";

        public string ColumnIndex { get; set; } = "";

        public string Type { get; set; } = "";
    }
}
