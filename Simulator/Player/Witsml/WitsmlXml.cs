using System.Xml;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>Reading of simple elements.</summary>
internal static class WitsmlXml
{
    /// <summary>Text of the present element, trimmed; leaves the reader on its end, so that a following Read continues behind it.</summary>
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
