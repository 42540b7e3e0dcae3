using System.Text;

namespace Maintenance.Tests.Web;

/// <summary>Reads CSV (RFC 4180) as the product writes it, by a reader that is not the product's.</summary>
internal static class CsvFile
{
    public static IReadOnlyList<IReadOnlyList<string>> Rows(string text)
    {
        var rows = new List<IReadOnlyList<string>>();
        var (row, cell, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (quoted)
            {
                if (c != '"') cell.Append(c);
                else if (i + 1 < text.Length && text[i + 1] == '"') cell.Append(text[++i]);
                else quoted = false;
            }
            else if (c == '"')
            {
                quoted = true;
            }
            else if (c is ',' or '\n')
            {
                row.Add(cell.ToString().TrimEnd('\r'));
                cell.Clear();
                if (c == ',') continue;
                rows.Add(row);
                row = [];
            }
            else
            {
                cell.Append(c);
            }
        }
        return rows;
    }
}
