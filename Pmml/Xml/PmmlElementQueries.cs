namespace Maintenance.Pmml.Xml;

/// <summary>Small questions the document readers share.</summary>
internal static class PmmlElementQueries
{
    public static PmmlElement? SingleOrDefaultOrRefuse(this IEnumerable<PmmlElement> elements, PmmlElement parent)
    {
        PmmlElement? only = null;
        foreach (var element in elements)
        {
            if (only is not null) throw element.Refuse($"<{parent.Name}> may hold only one here.");
            only = element;
        }
        return only;
    }
}
