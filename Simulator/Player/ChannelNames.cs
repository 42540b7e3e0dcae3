namespace Maintenance.Simulator.Player;

/// <summary>
/// Names the channels of one recording, so that a name means one thing throughout: columns of other quantities, and columns that stand
/// beside each other in one header, never share a channel.
/// </summary>
internal sealed class ChannelNames
{
    private readonly Dictionary<string, string> _meanings = new(StringComparer.Ordinal);

    /// <summary>The name for a column.</summary>
    /// <param name="mnemonic">Mnemonic or header.</param>
    /// <param name="occurrence">1 for the first column of its header with this name, 2 for the second, …</param>
    /// <param name="unit">Unit; <see cref="UnitConversion.Quantity.None"/> if unknown.</param>
    /// <param name="symbol">Unit as written.</param>
    public string Of(string mnemonic, int occurrence, UnitConversion.Unit unit, string symbol)
    {
        var stem = ChannelMatch.NameOf(mnemonic);
        var meaning = $"{occurrence} {(unit.Quantity == UnitConversion.Quantity.None ? symbol.Trim() : unit.Quantity)}";
        for (var n = occurrence; ; n++)
        {
            var name = n == 1 ? stem : ChannelMatch.Numbered(stem, n);
            if (_meanings.TryAdd(name, $"{stem} {meaning}") || _meanings[name] == $"{stem} {meaning}") return name;
        }
    }
}
