using System.Xml;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>Reads the log elements of one file into the inventory: headers, and the counts of their rows.</summary>
internal sealed class WitsmlLogReader(string file, string displayName, WitsmlInventory inventory, CancellationToken cancellationToken)
{
    private const int MaxSteps = 10_000;

    private readonly SortedDictionary<string, long> _unknown = new(StringComparer.Ordinal);
    private int _element = -1;
    private bool _ordersByList;

    /// <summary>Reads from the root element, which is on the reader, to the end.</summary>
    public void Read(XmlReader xml)
    {
        _ordersByList = xml.NamespaceURI.EndsWith("1series", StringComparison.Ordinal)
            || (xml.GetAttribute("version") ?? "").StartsWith("1.4", StringComparison.Ordinal);
        var depth = xml.LocalName == "log" ? 0 : 1;
        do
        {
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "log" && xml.Depth == depth) ReadLog(xml);
        }
        while (xml.Read());
        foreach (var (path, count) in _unknown)
            inventory.Skip($"{displayName}: {path}", count, "not in WITSML 1.3.1.1 or 1.4.1.1: ignored");
    }

    private void ReadLog(XmlReader xml)
    {
        _element++;
        NoteUnknown("log", xml);
        if (xml.IsEmptyElement) return;
        var header = new WitsmlLogHeader(displayName, xml.GetAttribute("uid"), _ordersByList);
        var (depth, parts) = (xml.Depth, new List<WitsmlChunk>());
        var (part, depthRows) = (-1, 0L);
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1) continue;
            NoteUnknown($"log/{xml.LocalName}", xml);
            if (xml.LocalName != "logData")
            {
                if (part >= 0 && WitsmlElements.Used.ContainsKey($"log/{xml.LocalName}"))
                    throw Refused(xml, $"{xml.LocalName} stands behind logData, whose rows it would describe");
                ReadHeader(xml, header);
                continue;
            }
            part++;
            if (xml.IsEmptyElement) continue;
            if (!header.IsTimeIndexed) depthRows += CountRows(xml);
            else if (ReadData(xml, header, part) is { Rows: > 0 } chunk) parts.Add(chunk);
        }
        Close(header, parts, depthRows);
    }

    private void Close(WitsmlLogHeader header, List<WitsmlChunk> parts, long depthRows)
    {
        if (!header.IsTimeIndexed)
            inventory.Skip($"{displayName} log {header.Name}", depthRows, $"indexed by {(header.IndexType.Length > 0
                ? header.IndexType : "nothing (no indexType)")}: only time-indexed logs become readings");
        else if (parts.Count == 0)
            inventory.Skip($"{displayName} log {header.Name}", 0, "time-indexed log without data rows");
        foreach (var chunk in parts) inventory.Add(chunk);
    }

    private static long CountRows(XmlReader xml)
    {
        var (depth, rows) = (xml.Depth, 0L);
        while (xml.Read() && xml.Depth > depth)
            if (xml.NodeType == XmlNodeType.Element && xml.Depth == depth + 1 && xml.LocalName == "data") rows++;
        return rows;
    }

    private WitsmlChunk? ReadData(XmlReader xml, WitsmlLogHeader header, int part)
    {
        WitsmlChunk? chunk = null;
        (string? Mnemonics, string? Units) lists = default;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1) continue;
            if (xml.LocalName != "data" || xml.HasAttributes) NoteUnknown($"logData/{xml.LocalName}", xml);
            if (xml.LocalName is "mnemonicList" or "unitList" && (chunk is not null
                || (xml.LocalName == "mnemonicList" ? lists.Mnemonics : lists.Units) is not null))
                throw Refused(xml, $"{xml.LocalName} stands a second time, or behind rows, in one logData");
            switch (xml.LocalName)
            {
                case "mnemonicList":
                    lists.Mnemonics = WitsmlXml.TextOf(xml);
                    break;
                case "unitList":
                    lists.Units = WitsmlXml.TextOf(xml);
                    break;
                case "data":
                    cancellationToken.ThrowIfCancellationRequested();
                    var line = WitsmlXml.LineOf(xml);
                    var row = WitsmlXml.RowOf(xml, header.RowDelimiter);
                    if (row.Length == 0) break;
                    NoteRow(chunk ??= header.ToChunk(file, _element, part, lists, RowSplitter.Count(row, header.RowDelimiter)), row, line);
                    break;
            }
        }
        return chunk;
    }

    private void NoteRow(WitsmlChunk chunk, string row, int line)
    {
        var splitter = new RowSplitter(row, chunk.Delimiter);
        long time = 0;
        for (var i = 0; i < chunk.Columns.Count; i++)
        {
            if (!splitter.TryNext(out var field))
                throw new RecordedDataException($"{displayName}, line {line}: log {chunk.Name}, data row {chunk.Rows + 1} has {i} values, "
                    + $"but its header has {chunk.Columns.Count} columns.");
            if (i == chunk.IndexColumn) time = WitsmlDocument.TimeOf(field, displayName, line);
            else chunk.Columns[i].Note(field);
        }
        if (splitter.TryNext(out _))
            throw new RecordedDataException($"{displayName}, line {line}: log {chunk.Name}, data row {chunk.Rows + 1} has more values "
                + $"than its header has columns ({chunk.Columns.Count}).");
        if (chunk.Rows > 0)
        {
            var step = time - chunk.LastSeenUnixMicros;
            if (step < 0) chunk.Ascends = false;
            if (chunk.Steps.Count < MaxSteps) chunk.Steps.Add(Math.Abs(step));
        }
        chunk.LastSeenUnixMicros = time;
        chunk.Rows++;
        chunk.FirstUnixMicros = Math.Min(chunk.FirstUnixMicros, time);
        chunk.LastUnixMicros = Math.Max(chunk.LastUnixMicros, time);
    }

    private void ReadHeader(XmlReader xml, WitsmlLogHeader header)
    {
        switch (xml.LocalName)
        {
            case "nameWell":
                header.Well = WitsmlXml.TextOf(xml);
                break;
            case "nameWellbore":
                header.Wellbore = WitsmlXml.TextOf(xml);
                break;
            case "name":
                header.Name = WitsmlXml.TextOf(xml);
                break;
            case "indexType":
                header.IndexType = WitsmlXml.TextOf(xml);
                break;
            case "indexCurve":
                header.IndexColumn = xml.GetAttribute("columnIndex") ?? "";
                header.IndexCurve = WitsmlXml.TextOf(xml);
                break;
            case "nullValue":
                header.NullValue = WitsmlXml.TextOf(xml);
                break;
            case "dataDelimiter":
                header.Delimiter = WitsmlXml.RawTextOf(xml);
                break;
            case "logCurveInfo":
                header.Curves.Add(ReadCurve(xml));
                break;
        }
    }

    private WitsmlLogHeader.CurveInfo ReadCurve(XmlReader xml)
    {
        var curve = new WitsmlLogHeader.CurveInfo();
        if (xml.IsEmptyElement) return curve;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.Depth != depth + 1) continue;
            NoteUnknown($"logCurveInfo/{xml.LocalName}", xml);
            switch (xml.LocalName)
            {
                case "mnemonic":
                    curve.Mnemonic = WitsmlXml.TextOf(xml);
                    break;
                case "unit":
                    curve.Unit = WitsmlXml.TextOf(xml);
                    break;
                case "nullValue":
                    curve.NullValue = WitsmlXml.TextOf(xml);
                    break;
                case "columnIndex":
                    curve.ColumnIndex = WitsmlXml.TextOf(xml);
                    break;
                case "typeLogData":
                    curve.Type = WitsmlXml.TextOf(xml);
                    break;
            }
        }
        return curve;
    }

    private void NoteUnknown(string path, XmlReader xml)
    {
        if (WitsmlElements.IsUnknown(path) && path != "log") _unknown[path] = _unknown.GetValueOrDefault(path) + 1;
        if (!xml.HasAttributes || WitsmlElements.Harmless.ContainsKey(path)) return;
        for (var more = xml.MoveToFirstAttribute(); more; more = xml.MoveToNextAttribute())
        {
            if (xml.NamespaceURI.Length > 0) continue; // xmlns, xsi
            var attribute = $"{(path == "log/logCurveInfo" ? "logCurveInfo" : path)}@{xml.LocalName}";
            if (WitsmlElements.IsUnknown(attribute)) _unknown[attribute] = _unknown.GetValueOrDefault(attribute) + 1;
        }
        xml.MoveToElement();
    }

    private RecordedDataException Refused(XmlReader xml, string reason) =>
        new($"{displayName}, line {WitsmlXml.LineOf(xml)}: {reason}.");
}
