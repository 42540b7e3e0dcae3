using System.Globalization;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// Header of a log while it is being read: versions 1.3.1.1 (columnIndex in each curve) and 1.4.1.1 (mnemonicList and unitList).
/// </summary>
internal sealed class WitsmlLogHeader(string? uid)
{
    public string Well { get; set; } = "";

    public string Name { get; set; } = "";

    public string IndexType { get; set; } = "";

    public string IndexCurve { get; set; } = "";

    public string NullValue { get; set; } = "";

    public string Delimiter { get; set; } = ",";

    public string? MnemonicList { get; set; }

    public string? UnitList { get; set; }

    public List<CurveInfo> Curves { get; } = [];

    /// <summary>"date time" in 1.4.1.1 and 1.3.1.1.</summary>
    public bool IsTimeIndexed => IndexType.Equals("date time", StringComparison.OrdinalIgnoreCase);

    public WitsmlChunk ToChunk(string file, string displayName, int element)
    {
        var columns = MnemonicList is { Length: > 0 } ? ColumnsOfList(displayName) : ColumnsOfCurves(displayName);
        var index = columns.FindIndex(c => c.Mnemonic.Equals(IndexCurve, StringComparison.OrdinalIgnoreCase));
        return new WitsmlChunk
        {
            File = file,
            Element = element,
            Uid = uid is { Length: > 0 } ? uid : Name,
            Name = Name,
            Well = Well,
            Columns = columns,
            IndexColumn = index < 0 ? 0 : index, // 1.4.1.1: the index curve is the first column
            Delimiter = Delimiter is { Length: 1 } ? Delimiter[0] : ',',
            Number = NumberOf(file),
        };
    }

    // mnemonicList is in data order; logCurveInfo often is not.
    private List<WitsmlCurve> ColumnsOfList(string displayName)
    {
        var mnemonics = MnemonicList!.Split(',', StringSplitOptions.TrimEntries);
        var units = UnitList is { Length: > 0 } ? UnitList.Split(',', StringSplitOptions.TrimEntries) : null;
        if (units is not null && units.Length != mnemonics.Length)
            throw new RecordedDataException($"{displayName}: log {Name} has {mnemonics.Length} mnemonics but {units.Length} units.");
        var columns = new List<WitsmlCurve>(mnemonics.Length);
        for (var i = 0; i < mnemonics.Length; i++)
        {
            var info = Curves.Find(c => c.Mnemonic == mnemonics[i]) ?? new CurveInfo();
            columns.Add(Curve(mnemonics[i], units?[i] ?? info.Unit, info));
        }
        return columns;
    }

    private List<WitsmlCurve> ColumnsOfCurves(string displayName)
    {
        if (Curves.Count == 0) throw new RecordedDataException($"{displayName}: log {Name} has data but neither mnemonicList nor "
            + "logCurveInfo.");
        var ordered = Curves.Select((c, i) => (Curve: c, Index: int.TryParse(c.ColumnIndex, CultureInfo.InvariantCulture, out var n)
            ? n : i + 1));
        return [.. ordered.OrderBy(c => c.Index).Select(c => Curve(c.Curve.Mnemonic, c.Curve.Unit, c.Curve))];
    }

    private WitsmlCurve Curve(string mnemonic, string unit, CurveInfo info)
    {
        var text = info.NullValue.Length > 0 ? info.NullValue : NullValue;
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var nullValue);
        return new WitsmlCurve(mnemonic, unit, isNumber ? nullValue : null, info.Type);
    }

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
