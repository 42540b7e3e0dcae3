using System.Xml;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>
/// Streams one WITSML file: <see cref="Scan"/> inventories its contents; <see cref="ReadRows"/> reads the rows of one chunk.
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
                case "logs" or "log":
                    new WitsmlLogReader(file, displayName, inventory, cancellationToken).Read(xml);
                    break;
                case "wells":
                    foreach (var place in WitsmlPlace.ReadAll(xml)) inventory.NoteWell(place);
                    break;
                case "rigs":
                    inventory.NoteRig(Text(xml, "rig", "name"));
                    break;
                case "trajectorys" or "trajectories":
                    inventory.Skip(displayName, Count(xml, "trajectoryStation"),
                        "trajectory: survey stations are not readings; inclination and azimuth come from log curves");
                    break;
                case "messages":
                    inventory.Skip(displayName, Count(xml, "message"), "messages: text, not readings");
                    break;
                default:
                    Skip(xml, inventory, cancellationToken);
                    break;
            }
            return true;
        });
    }

    /// <summary>The data rows of one chunk as text, in file order.</summary>
    public IEnumerable<string> ReadRows(WitsmlChunk chunk)
    {
        using var xml = Open();
        Step(() => xml.MoveToContent() == XmlNodeType.Element);
        var depth = xml.LocalName == "log" ? 0 : 1;
        var (log, part) = (xml.LocalName == "log" ? 0 : -1, -1);
        while (true)
        {
            string? row = null;
            var more = Step(() =>
            {
                while (xml.Read())
                {
                    if (xml.NodeType != XmlNodeType.Element) continue;
                    if (xml.LocalName == "log" && xml.Depth == depth) (log, part) = (log + 1, -1);
                    else if (log == chunk.Element && xml.LocalName == "logData" && xml.Depth == depth + 1) part++;
                    if (log > chunk.Element || part > chunk.Part) return false;
                    if (log < chunk.Element || part < chunk.Part || xml.LocalName != "data" || xml.Depth != depth + 2) continue;
                    row = WitsmlXml.RowOf(xml, chunk.Delimiter);
                    return true;
                }
                return false;
            });
            if (!more) yield break;
            if (row!.Length > 0) yield return row;
        }
    }

    /// <summary>Parses a row's index as a time; a time without a zone is UTC: 1.3.1.1 documents often omit the zone.</summary>
    /// <exception cref="RecordedDataException">It is not one; the message names the place.</exception>
    public static long TimeOf(ReadOnlySpan<char> text, string displayName, int line) =>
        RecordedTime.TryParseIso(text, out var time, out _) ? time : throw new RecordedDataException(
            $"{displayName}, line {line}: '{text}' in the index column of a data row is not a time (expected ISO 8601).");

    // WITSML 2 has other names, in another namespace, and may be wrapped.
    private void Skip(XmlReader xml, WitsmlInventory inventory, CancellationToken cancellationToken)
    {
        var root = xml.LocalName;
        var version = VersionOf(xml);
        var objects = version.Length > 0 ? root : "";
        while (xml.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (xml.NodeType != XmlNodeType.Element || xml.Depth > 1 || VersionOf(xml) is not { Length: > 0 } inner) continue;
            if (version.Length == 0) (version, objects) = (inner, xml.LocalName);
        }
        inventory.Skip(displayName, 0, version.Length == 0 ? $"{root}: holds no readings"
            : $"WITSML {version} {objects}: WITSML 2 is not read. Export the log as WITSML 1.4.1.1 or 1.3.1.1, or as CSV");
    }

    // "witsmlv2" is the namespace of 2.0 and 2.1; schemaVersion says which.
    private static string VersionOf(XmlReader xml) => xml.GetAttribute("schemaVersion") is { Length: > 0 } version && version[0] is '2'
        ? version : xml.NamespaceURI.Contains("witsmlv2", StringComparison.OrdinalIgnoreCase) ? "2" : "";

    private static long Count(XmlReader xml, string name)
    {
        long count = 0;
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == name) count++;
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

    private XmlReader Open() => XmlReader.Create(RecordedFiles.OpenRead(file, displayName), Settings);

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
        catch (InvalidDataException error)
        {
            throw new RecordedDataException($"{error.Message}.", error);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new RecordedDataException($"{displayName}: cannot be read: {error.Message}", error);
        }
    }
}
