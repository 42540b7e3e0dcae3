using System.Collections.Frozen;

namespace Maintenance.Simulator.Player;

/// <summary>Texts that loggers, spreadsheets and scripts write where there is no value.</summary>
internal static class MissingValue
{
    private static readonly FrozenSet<string> Texts = FrozenSet.ToFrozenSet(
        ["", "NaN", "NA", "N/A", "#N/A", "null", "(null)", "nil", "none", "-", "--", "---", "?", ".", "*", "#VALUE!", "#DIV/0!", "#NUM!",
            "#REF!", "#NAME?", "#NULL!", "Inf", "-Inf", "+Inf", "Infinity", "-Infinity", "∞", "-∞"], StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Texts.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>True if the text, without blanks around it, means "missing".</summary>
    public static bool Is(ReadOnlySpan<char> text) => Lookup.Contains(text.Trim());
}
