using System.Globalization;
using System.Xml;

namespace Maintenance.Simulator.Player.Witsml;

/// <summary>Location of a well, from its well object.</summary>
internal sealed record WitsmlPlace(string Well, string Field, string Country, string Region, double LatitudeDeg, double LongitudeDeg)
{
    /// <summary>The wells of a document, which may have several.</summary>
    public static IEnumerable<WitsmlPlace> ReadAll(XmlReader xml)
    {
        while (xml.Read())
            if (xml.NodeType == XmlNodeType.Element && xml.LocalName == "well" && !xml.IsEmptyElement) yield return Read(xml);
    }

    private static WitsmlPlace Read(XmlReader xml)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        double latitude = double.NaN, longitude = double.NaN;
        var depth = xml.Depth;
        while (xml.Read() && xml.Depth > depth)
        {
            if (xml.NodeType != XmlNodeType.Element) continue;
            var name = xml.LocalName;
            if (name is "latitude" or "longitude")
            {
                var degrees = DegreesOf(xml);
                if (name == "latitude") latitude = degrees;
                else longitude = degrees;
            }
            // Datums and other elements have a name too.
            else if (xml.Depth == depth + 1 && name is ("name" or "field" or "country" or "region"))
            {
                texts.TryAdd(name, WitsmlXml.TextOf(xml));
            }
        }
        // Clients fill mandatory but unknown coordinates with 0/0, which is in the sea off Africa.
        if (latitude == 0 && longitude == 0) latitude = longitude = double.NaN;
        return new WitsmlPlace(Text("name"), Text("field"), Text("country"), Text("region"), latitude, longitude);
        string Text(string key) => texts.GetValueOrDefault(key, "").Trim();
    }

    private static double DegreesOf(XmlReader xml)
    {
        var unit = xml.GetAttribute("uom") ?? "dega";
        if (!double.TryParse(WitsmlXml.TextOf(xml), NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) return double.NaN;
        return UnitConversion.TryFind(unit, out var known) ? known.Convert(value) : value;
    }
}
