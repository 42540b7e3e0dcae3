using System.Globalization;
using System.Xml;
using Maintenance.Core.Time;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// Streams one WITSML file: <see cref="Scan"/> inventories its contents; <see cref="ReadRows"/> reads the rows of one log.
/// Malformed XML throws a <see cref="RecordedDataException"/> that names file and line.
/// </summary>
internal sealed class WitsmlDocument(string file, string displayName)
{
    private static readonly XmlReaderSettings Settings = new()
    {
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
        DtdProcessing = DtdProcessing.Prohibit, // recordings need no DTD, and entities could expand without bound
        CloseInput = true,
    };

    /// <summary>Reads the whole file once into the inventory.</summary>
    public void Scan(WitsmlInventory inventory, CancellationToken cancellationToken)
    {
        Guard(xml =>
        {
            xml.MoveToContent();
            switch (xml.LocalName)
            {
                case "logs":
                    ScanLogs(xml, inventory, cancellationToken);
                    break;
                case "wells":
                    inventory.NoteWell(WitsmlPlace.Read(xml));
                    break;
                case "rigs":
                    inventory.NoteRig(Text(xml, "rig", "name"));
                    break;
                case "trajectorys" or "trajectories" or "Trajectory":
                    inventory.Skip(displayName, Count(xml, "trajectoryStation", "TrajectoryStation"),
                        "trajectory: survey stations are not readings; inclination and azimuth come from log curves");
                    break;
                case "messages":
                    inventory.Skip(displayName, Count(xml, "message", "message"), "messages: text, not readings");
                    break;
                case "Log":
                    inventory.Skip(displayName, Count(xml, "Channel", "Channel"),
                        "WITSML 2.0 log: channel headers are recognised, but its bulk data is not read");
                    break;
                default:
                    inventory.Skip(displayName, 0, $"{xml.LocalName}: holds no readings");
                    while (xml.Read()) cancellationToken.ThrowIfCancellationRequested();
                    break;
            }
            return true;
        });
    }

    /// <summary>The data rows of one log element as text, in file order.</summary>
    public IEnumerable<string> ReadRows(int element)
    {
        using var xml = Open();
        var log = -1;
        while (true)
        {
            string? row = null;
            var more = Step(() =>
            {
                while (xml.Read())
                {
                    if (xml.NodeType != XmlNodeType.Element) continue;
                    if (xml.LocalName == "log") log++;
                    if (log > element) return false;
                    if (log < element || xml.LocalName != "data") continue;
                    row = xml.IsEmptyElement ? "" : WitsmlXml.TextOf(xml);
                    return true;
                }
                return false;
            });
            if (!more) yield break;
            if (row!.Length > 0) yield return row;
        }
    }

    /// <summary>Parses a row's index as a time; throws with the file's name if it is not one.</summary>
    public long TimeOf(ReadOnlySpan<char> text)
    {
        // A time without a zone is UTC: 1.3.1.1 documents often omit the zone.
        if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time))
            return UnixMicros.Of(time);
        throw new RecordedDataException($"{displayName}: '{text}' in the index column of a data row is not a time (expected ISO 8601).");
    }

    private void ScanLogs(XmlReader xml, WitsmlInventory inventory, CancellationToken cancellationToken)
    {
        var element = -1;
        WitsmlLogHeader? header = null;
        WitsmlChunk? chunk = null;
        long depthRows = 0;
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.EndElement && xml.LocalName == "log" && header is not null)
            {
                Close(inventory, header, chunk, depthRows);
                (header, chunk, depthRows) = (null, null, 0);
            }
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == "log")
            {
                header = new WitsmlLogHeader(xml.GetAttribute("uid"));
                element++;
                if (xml.IsEmptyElement) header = null;
            }
            else if (header is not null && xml.LocalName == "data")
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!header.IsTimeIndexed) depthRows++;
                else if (!xml.IsEmptyElement) NoteRow(chunk ??= header.ToChunk(file, displayName, element), WitsmlXml.TextOf(xml));
            }
            else if (header is not null)
            {
                ReadHeader(xml, header);
            }
        }
    }

    private void Close(WitsmlInventory inventory, WitsmlLogHeader header, WitsmlChunk? chunk, long depthRows)
    {
        if (!header.IsTimeIndexed)
            inventory.Skip($"{displayName} log {header.Name}", depthRows,
                $"indexed by {header.IndexType}: only time-indexed logs become readings");
        else if (chunk is null || chunk.Rows == 0)
            inventory.Skip($"{displayName} log {header.Name}", 0, "time-indexed log without data rows");
        else
            inventory.Add(chunk);
    }

    private void NoteRow(WitsmlChunk chunk, string row)
    {
        if (row.Length == 0) return;
        var splitter = new RowSplitter(row, chunk.Delimiter);
        long time = 0;
        for (var i = 0; i < chunk.Columns.Count; i++)
        {
            if (!splitter.TryNext(out var field))
                throw new RecordedDataException($"{displayName}: log {chunk.Name}, data row {chunk.Rows + 1} has {i} values, but its "
                    + $"mnemonicList has {chunk.Columns.Count}.");
            if (i == chunk.IndexColumn) time = TimeOf(field);
            else chunk.Columns[i].Note(field);
        }
        if (splitter.TryNext(out _))
            throw new RecordedDataException($"{displayName}: log {chunk.Name}, data row {chunk.Rows + 1} has more values than its "
                + $"mnemonicList ({chunk.Columns.Count}).");
        if (chunk.Rows > 0)
        {
            var step = time - chunk.LastSeenUnixMicros;
            if (step < 0) chunk.Ascends = false;
            if (chunk.Steps.Count < 10_000) chunk.Steps.Add(Math.Abs(step));
        }
        chunk.LastSeenUnixMicros = time;
        chunk.Rows++;
        chunk.FirstUnixMicros = Math.Min(chunk.FirstUnixMicros, time);
        chunk.LastUnixMicros = Math.Max(chunk.LastUnixMicros, time);
    }

    private static void ReadHeader(XmlReader xml, WitsmlLogHeader header)
    {
        switch (xml.LocalName)
        {
            case "nameWell":
                header.Well = WitsmlXml.TextOf(xml);
                break;
            case "name":
                header.Name = WitsmlXml.TextOf(xml);
                break;
            case "indexType":
                header.IndexType = WitsmlXml.TextOf(xml);
                break;
            case "indexCurve":
                header.IndexCurve = WitsmlXml.TextOf(xml);
                break;
            case "nullValue":
                header.NullValue = WitsmlXml.TextOf(xml);
                break;
            case "dataDelimiter":
                header.Delimiter = WitsmlXml.TextOf(xml);
                break;
            case "mnemonicList":
                header.MnemonicList = WitsmlXml.TextOf(xml);
                break;
            case "unitList":
                header.UnitList = WitsmlXml.TextOf(xml);
                break;
            case "logCurveInfo":
                header.Curves.Add(ReadCurve(xml));
                break;
        }
    }

    private static WitsmlLogHeader.CurveInfo ReadCurve(XmlReader xml)
    {
        var curve = new WitsmlLogHeader.CurveInfo();
        if (xml.IsEmptyElement) return curve;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
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

    private static long Count(XmlReader xml, string name, string alternative)
    {
        long count = 0;
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && (xml.LocalName == name || xml.LocalName == alternative)) count++;
        return count;
    }

    private static string Text(XmlReader xml, string parent, string child)
    {
        var inParent = false;
        var found = "";
        while (xml.Read())
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            if (xml.LocalName == parent) inParent = true;
            else if (inParent && found.Length == 0 && xml.LocalName == child) found = WitsmlXml.TextOf(xml);
        }
        return found;
    }

    private XmlReader Open() => XmlReader.Create(RecordedFiles.OpenRead(file), Settings);

    private void Guard(Func<XmlReader, bool> read) => Step(() =>
    {
        using var xml = Open();
        return read(xml);
    });

    private bool Step(Func<bool> read)
    {
        try
        {
            return read();
        }
        catch (XmlException error)
        {
            throw new RecordedDataException($"{displayName}, line {error.LineNumber}, position {error.LinePosition}: malformed "
                + $"XML: {error.Message}", error);
        }
        catch (Exception error) when (error is InvalidDataException or IOException)
        {
            throw new RecordedDataException($"{displayName}: cannot be read: {error.Message}", error);
        }
    }
}
