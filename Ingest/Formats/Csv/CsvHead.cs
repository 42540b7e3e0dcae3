using Maintenance.Core.Channels;
using Maintenance.Ingest.Formats.Text;

namespace Maintenance.Ingest.Formats.Csv;

/// <summary>Says what is wrong with a header, and what to send. Stateless.</summary>
internal static class CsvHead
{
    private const int MaxColumns = 300;
    private const int ShownCharacters = 120;

    /// <summary>What is wrong with a column; null if nothing.</summary>
    /// <param name="before">The columns before it.</param>
    /// <param name="number">Its number, from 1.</param>
    /// <param name="name">Its name.</param>
    /// <param name="field">Meaning of the name.</param>
    public static string? ExplainColumn(List<CsvDecoder.Column> before, int number, string name, int field)
    {
        if (before.Count == MaxColumns) return $"the header has more than {MaxColumns} columns";
        if (field == Field.OtherUnit) return $"column {number}: {Field.ExplainOtherUnit(name)}";
        if (field is Field.Values or Field.Channels or Field.Waveforms or Field.IntervalMs)
            return $"column {number}: '{name}' has a meaning in JSON only; rename the column";
        if (field == Field.Named && CustomChannelName.Explain(name) is { } bad) return $"column {number} of the header: {bad}";
        foreach (var other in before)
        {
            if (IsSameName(other.Name, name)) return $"the header has column '{name}' twice";
            if (other.Field == field && field != Field.Named)
                return $"the columns '{other.Name}' and '{name}' of the header mean the same; send one of them";
        }
        return null;
    }

    /// <summary>Names the separator of a header that is not separated by commas; null if it is.</summary>
    public static string? ExplainSeparator(string head)
    {
        foreach (var (separator, name) in (ReadOnlySpan<(char, string)>)[(';', "semicolons"), ('\t', "tabs"), ('|', "vertical bars")])
        {
            if (head.Contains(separator) && Array.Exists(head.Split(separator), n => Field.Find(n.Trim(' ', '"')) == Field.Time))
                return $"the header is separated by {name}; separate columns by commas and write decimals with a point";
        }
        return null;
    }

    /// <summary>What a header without a time has.</summary>
    public static string ExplainMissingTime(List<CsvDecoder.Column> columns)
    {
        var head = string.Join(',', columns.Select(c => c.Name));
        return $"the header has no column 'time'; found: {(head.Length <= ShownCharacters ? head : head[..ShownCharacters] + "…")}";
    }

    private static bool IsSameName(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
