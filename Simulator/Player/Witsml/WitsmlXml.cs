using System.Xml;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>Reads simple elements.</summary>
internal static class WitsmlXml
{
    /// <summary>Text of the current element, trimmed; leaves the reader on its end tag, so that the next Read continues after it.</summary>
    public static string TextOf(XmlReader xml)
    {
        if (xml.IsEmptyElement) return "";
        var text = "";
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace)
                text += xml.Value;
        return text.Trim();
    }
}
