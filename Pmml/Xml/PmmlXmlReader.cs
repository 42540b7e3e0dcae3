using System.Xml;

namespace Maintenance.Pmml.Xml;

/// <summary>
/// Reads a document's bytes into elements. Secure by construction: no DTD (hence no entity but the five of XML), no resolver,
/// and limits on size, depth, element count, text and attributes; each checked while reading, before memory is allocated.
/// </summary>
internal static class PmmlXmlReader
{
    private const string PmmlNamespace = "http://www.dmg.org/PMML-";

    public static PmmlElement Read(ReadOnlyMemory<byte> document)
    {
        if (document.Length > PmmlLimits.MaxDocumentBytes)
            throw new PmmlException("PMML", 0, $"the document has {document.Length} bytes; at most {PmmlLimits.MaxDocumentBytes} are "
                + "allowed.");
        if (ModelSignature.Of(document.Span) is { } other) throw new PmmlException("PMML", 0, other);
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = PmmlLimits.MaxDocumentBytes,
        };
        using var stream = new MemoryStream(document.ToArray(), writable: false);
        try
        {
            using var reader = XmlReader.Create(stream, settings); // reads the first bytes already
            return ReadRoot(reader);
        }
        catch (XmlException error)
        {
            throw new PmmlException("PMML", error.LineNumber, $"the XML is not acceptable: {error.Message}", error);
        }
    }

    private static PmmlElement ReadRoot(XmlReader reader)
    {
        var lines = (IXmlLineInfo)reader;
        var open = new Stack<PmmlElement>();
        PmmlElement? root = null;
        var count = 0;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    var element = ReadStart(reader, lines.LineNumber);
                    if (++count > PmmlLimits.MaxElements) throw element.Refuse($"more than {PmmlLimits.MaxElements} elements.");
                    if (open.Count >= PmmlLimits.MaxDepth) throw element.Refuse($"nested deeper than {PmmlLimits.MaxDepth} levels.");
                    if (open.TryPeek(out var parent)) parent.AddChild(element);
                    else root = element;
                    if (!reader.IsEmptyElement) open.Push(element);
                    break;
                case XmlNodeType.EndElement:
                    open.Pop();
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA when open.TryPeek(out var holder):
                    holder.Append(reader.Value);
                    break;
            }
        }
        return root ?? throw new PmmlException("PMML", 0, "the document is empty.");
    }

    private static PmmlElement ReadStart(XmlReader reader, int line)
    {
        // An element of a foreign namespace is never mistaken for PMML's own: outside tables and Extensions its prefixed name is refused.
        var own = reader.NamespaceURI.Length == 0 || reader.NamespaceURI.StartsWith(PmmlNamespace, StringComparison.Ordinal);
        var element = new PmmlElement(own ? reader.LocalName : reader.Name, line);
        if (reader.AttributeCount > PmmlLimits.MaxAttributes) throw element.Refuse($"more than {PmmlLimits.MaxAttributes} attributes.");
        for (var i = 0; i < reader.AttributeCount; i++)
        {
            reader.MoveToAttribute(i);
            if (!reader.Name.StartsWith("xmlns", StringComparison.Ordinal)) element.AddAttribute(reader.Name, reader.Value);
        }
        reader.MoveToElement();
        return element;
    }
}
