using System.Globalization;
using Maintenance.Core.Channels;

namespace Maintenance.Simulator.Player.Csv;

/// <summary>One column of a CSV file that goes to a channel, with statistics of its values from the first pass.</summary>
/// <param name="index">Index in the header.</param>
/// <param name="header">Header.</param>
/// <param name="target">Channel.</param>
/// <param name="decision">Name and unit against the standard channels.</param>
/// <param name="asked">True if a person named the channel: in the mapping, or by a header that means a standard one.</param>
internal sealed class CsvColumn(int index, string header, RecordedTarget target, ChannelDecision decision, bool asked)
{
    public int Index => index;

    public string Header => header;

    public RecordedTarget Target => target;

    public ChannelDecision Decision => decision;

    /// <summary>Count of numbers.</summary>
    public long Numbers { get; private set; }

    /// <summary>Of these, the count of non-zero ones.</summary>
    public long NonZero { get; private set; }

    /// <summary>Count of values that are neither numbers nor missing.</summary>
    public long Texts { get; private set; }

    /// <summary>The first of them, with its line; "" if there is none.</summary>
    public string FirstText { get; private set; } = "";

    /// <summary>Name of the channel.</summary>
    public string Channel => target.Name.Length > 0 ? target.Name : StandardChannels.All[target.ChannelId].Name;

    /// <summary>Updates the statistics with one value.</summary>
    /// <exception cref="RecordedDataException">It is written like a number, but is none, in a column that a person named.</exception>
    public void Note(CsvNumbers numbers, string field, string file, long line)
    {
        if (numbers.TryParse(field, out var value))
        {
            Numbers++;
            if (value != 0) NonZero++;
            return;
        }
        if (numbers.IsMissing(field)) return;
        if (asked && CsvNumbers.LooksLikeNumber(field))
            throw new RecordedDataException($"{file}, line {line}, column '{header}': '{field.Trim()}' is not a number. If the comma is "
                + "the decimal separator, the mapping must say \"decimalSeparator\": \",\"; separators of thousands are not read "
                + "(docs/formats/replay-csv.md).");
        if (Texts++ == 0) FirstText = $"'{(field.Length > 20 ? field[..20] + "…" : field.Trim())}' in line "
            + line.ToString(CultureInfo.InvariantCulture);
    }
}
