namespace Maintenance.Pmml.Xml;

/// <summary>Small queries shared by the document readers.</summary>
internal static class PmmlElementQueries
{
    public static PmmlElement? SingleOrDefaultOrRefuse(this IEnumerable<PmmlElement> elements, PmmlElement parent)
    {
        PmmlElement? only = null;
        foreach (var element in elements)
        {
            if (only is not null) throw element.Refuse($"<{parent.Name}> may have only one of these.");
            only = element;
        }
        return only;
    }
}
