using Maintenance.Pmml.Xml;

namespace Maintenance.Pmml.Model;

/// <summary>ModelVerification: rows with the exporter's results, against which a consumer checks itself before use.</summary>
internal sealed record ModelVerification(
    IReadOnlyList<VerificationField> Fields, IReadOnlyList<IReadOnlyDictionary<string, string>> Rows, PmmlElement Element)
{
    public static ModelVerification Read(PmmlElement element)
    {
        element.AllowOnly("VerificationFields", "InlineTable");
        var fields = element.RequiredChild("VerificationFields");
        fields.AllowOnly("VerificationField");
        var rows = element.RequiredChild("InlineTable").AllowOnly("row").ChildrenNamed("row").Select(ReadRow).ToList();
        if (element.Optional("recordCount") is { } count && !string.Equals(count, rows.Count.ToString(), StringComparison.Ordinal))
            throw element.Refuse($"recordCount=\"{PmmlElement.Shorten(count)}\" but {rows.Count} rows found.");
        return new ModelVerification([.. fields.ChildrenNamed("VerificationField").Select(VerificationField.Read)], rows, element);
    }

    private static Dictionary<string, string> ReadRow(PmmlElement row)
    {
        var cells = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var cell in row.Children)
            if (!cells.TryAdd(cell.Name, cell.Text)) throw cell.Refuse("appears twice in the row.");
        return cells;
    }
}
