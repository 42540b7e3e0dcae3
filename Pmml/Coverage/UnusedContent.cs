using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Coverage;

/// <summary>
/// Finds what a compiled document contains that nobody has read. It may change the results that its exporter meant, so that the document is
/// refused; except where the schema's list says that it cannot.
/// </summary>
internal static class UnusedContent
{
    /// <exception cref="PmmlException">The first element, attribute or text that was not read.</exception>
    public static void Refuse(PmmlElement element)
    {
        var known = PmmlSchema.Elements.GetValueOrDefault(element.Name);
        if (element.IsLeftOut || known?.Use == SchemaUse.Harmless) return;
        if (!element.IsRead)
        {
            if (known?.Use == SchemaUse.Conditional) return;
            throw element.Refuse("is not supported here: nothing would read it.");
        }
        if (!element.AreAttributesRead) RefuseUnread(element, known);
        if (!element.IsTextRead && !element.IsTextBlank) throw element.Refuse("contains text that nothing would read.");
        foreach (var child in element.Children) Refuse(child);
    }

    private static void RefuseUnread(PmmlElement element, SchemaElement? known)
    {
        foreach (var (name, value) in element.UnreadAttributes)
            if (!MayStayUnread(known, name, value))
                throw element.Refuse($"attribute '{PmmlElement.Shorten(name)}' with the value '{PmmlElement.Shorten(value)}' is not "
                    + "supported here: nothing would read it.");
    }

    // An attribute of another namespace (xsi:schemaLocation) is no part of PMML.
    private static bool MayStayUnread(SchemaElement? known, string name, string value)
    {
        if (name.Contains(':', StringComparison.Ordinal)) return true;
        return known?.Attributes.FirstOrDefault(a => a.Name == name) is { } attribute && attribute.Use switch
        {
            SchemaUse.Harmless or SchemaUse.Conditional => true,
            SchemaUse.DefaultOnly => IsDefault(value, attribute.Note),
            _ => false,
        };
    }

    private static bool IsDefault(string value, string expected) => value == expected
        || (expected is "0" && value is "false") || (PmmlElement.TryParseFinite(value, out var found)
            && PmmlElement.TryParseFinite(expected, out var number) && found == number);
}
