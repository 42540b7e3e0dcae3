using System.Globalization;
using System.Xml.Linq;

namespace Maintenance.Scoring.Pmml;

/// <summary>Reads what a PMML element must have, or refuses it by name and line.</summary>
internal static class Xml
{
    public static XElement Child(XElement parent, string name) =>
        parent.Elements().FirstOrDefault(e => e.Name.LocalName == name) ?? throw PmmlException.At(parent, $"<{name}> is missing.");

    public static string Text(XElement element, string attribute) =>
        (string?)element.Attribute(attribute) ?? throw PmmlException.At(element, $"attribute '{attribute}' is missing.");

    public static void RequireAttribute(XElement element, string attribute, string value)
    {
        var found = (string?)element.Attribute(attribute) ?? "(default)";
        if (found != value) throw PmmlException.At(element, $"{attribute} '{found}' is not supported; supported: {value}.");
    }

    public static double Number(XElement element, string attribute, double? defaultValue = null)
    {
        var text = (string?)element.Attribute(attribute);
        if (text is null && defaultValue is { } value) return value;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? number
            : throw PmmlException.At(element, $"attribute '{attribute}' is '{text}', a finite number is needed.");
    }

    public static float Float(XElement element, string attribute)
    {
        var text = Text(element, attribute);
        return float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && float.IsFinite(number)
            ? number
            : throw PmmlException.At(element, $"attribute '{attribute}' is '{text}', a finite number is needed.");
    }
}
