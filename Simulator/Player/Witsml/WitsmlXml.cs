using System.Xml;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>Reads simple elements.</summary>
internal static class WitsmlXml
{
    /// <summary>Text of the current element, trimmed; leaves the reader on its end tag, so that the next Read continues after it.</summary>
    public static string TextOf(XmlReader xml) => RawTextOf(xml).Trim();

    /// <summary>As <see cref="TextOf"/>, but with the blanks around the text.</summary>
    public static string RawTextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var text = "";
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                text += xml.Value;
        return text;
    }

    /// <summary>A data row: blanks around it are dropped, unless they are delimiters.</summary>
    public static string RowOf(XmlReader xml, char delimiter) =>
        char.IsWhiteSpace(delimiter) ? RawTextOf(xml).Trim('\r', '\n') : TextOf(xml);

    /// <summary>Line of the current node, counting from 1.</summary>
    public static int LineOf(XmlReader xml) => ((IXmlLineInfo)xml).LineNumber;
}
