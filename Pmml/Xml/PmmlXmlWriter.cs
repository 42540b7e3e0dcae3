using System.Xml;

namespace Maintenance.Pmml.Xml;

/// <summary>Writes elements as a PMML 4.4 document, UTF-8, one element per line: the same elements give the same bytes.</summary>
internal static class PmmlXmlWriter
{
    private const string Namespace = "http://www.dmg.org/PMML-4_4";

    public static byte[] Write(PmmlElement document)
    {
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Indent = true, IndentChars = "", NewLineChars = "\n" })) Write(
            writer, document);
        return bytes.ToArray();
    }

    private static void Write(XmlWriter writer, PmmlElement element)
    {
        writer.WriteStartElement(element.Name, Namespace);
        foreach (var (name, value) in element.Attributes) writer.WriteAttributeString(name, value);
        if (element.Text.Length > 0) writer.WriteString(element.Text);
        foreach (var child in element.Children) Write(writer, child);
        writer.WriteEndElement();
    }
}
