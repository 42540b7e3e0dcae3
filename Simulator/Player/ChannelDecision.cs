using Maintenance.Core.Channels;

namespace Maintenance.Simulator.Player;

/// <summary>How a curve with a name and a unit relates to the standard channels.</summary>
/// <param name="Channel">The standard channel that its name means; null if none.</param>
/// <param name="Rank">Rank of the name among those of the channel, 0 = best.</param>
/// <param name="Fits">True if the unit is one of the channel's.</param>
/// <param name="Unit">Conversion; <see cref="UnitConversion.Quantity.None"/> and factor 1 if the unit is unknown.</param>
/// <param name="Symbol">Unit as written, or as given by a person.</param>
internal readonly record struct ChannelDecision(Channel? Channel, int Rank, bool Fits, UnitConversion.Unit Unit, string Symbol)
{
    private static readonly UnitConversion.Unit Unknown = new(UnitConversion.Quantity.None, 1, 0);

    /// <summary>True if the name means a channel but the unit does not tell how to convert: a person must decide.</summary>
    public bool IsOpen => Channel is not null && !Fits && Symbol != RecordedUnits.Raw && (Unit.Quantity == UnitConversion.Quantity.None
        || UnitConversion.SaysNothing(Symbol));

    /// <summary>Decides by name and unit.</summary>
    /// <param name="name">Mnemonic or header, without unit.</param>
    /// <param name="symbol">Unit as written; "" if none.</param>
    /// <param name="given">Unit given by a person instead; null if none.</param>
    public static ChannelDecision Of(string name, string symbol, string? given)
    {
        symbol = given ?? symbol.Trim();
        var matches = ChannelMatch.TryMatch(name, out var id, out var rank);
        var channel = matches ? StandardChannels.All[id] : null;
        if (symbol == RecordedUnits.Raw) return new(channel, rank, false, Unknown, symbol);
        if (channel is null) return new(null, 0, false, UnitConversion.TryFind(symbol, out var unit) ? unit : Unknown, symbol);
        var wanted = UnitConversion.OfChannelUnit(channel.Unit);
        // "RPM" and our own names imply their unit; any other name without one could mean anything.
        if (UnitConversion.SaysNothing(symbol) && (string.Equals(name.Trim(), channel.Name, StringComparison.Ordinal)
            || ChannelMatch.Normalise(name).Contains("RPM", StringComparison.Ordinal)))
            return new(channel, rank, true, new UnitConversion.Unit(wanted, 1, 0), channel.Unit);
        var fits = UnitConversion.TryFindFor(symbol, wanted, out var found);
        return new(channel, rank, fits, found.Factor == 0 ? Unknown : found, symbol);
    }

    /// <summary>The conversion in words: "klbf × 4448.22 = N".</summary>
    public string Conversion => Symbol == RecordedUnits.Raw ? "values unchanged, as asked"
        : Unit.Quantity == UnitConversion.Quantity.None
            ? $"values unchanged: {(Symbol.Length == 0 ? "no unit" : $"unit '{Symbol}' is unknown")}"
            : $"{Symbol} × {Unit.Factor:G6}{(Unit.Offset == 0 ? "" : $" {Unit.Offset:+0.##;-0.##}")} = "
            + UnitConversion.HouseUnitOf(Unit.Quantity) + (Channel is not null && !Fits ? $"; {Channel.Name} is in {Channel.Unit}" : "");

    /// <summary>Refuses the recording when channels are open.</summary>
    /// <param name="open">Curves, as "WOB '1000 xyz' (file)", and the channels they would have filled.</param>
    /// <exception cref="RecordedDataException">There is one.</exception>
    public static void Refuse(IReadOnlyCollection<(string Curve, string Symbol, Channel Channel, string Where)> open)
    {
        if (open.Count == 0) return;
        var first = open.First();
        throw new RecordedDataException("The units of these curves are not understood, so their values cannot be converted: "
            + string.Join(", ", open.Select(o => $"{o.Curve} in {(o.Symbol.Length == 0 ? "no unit" : $"'{o.Symbol}'")} ({o.Where}; "
                + $"{o.Channel.Name} is in {o.Channel.Unit})").Distinct(StringComparer.Ordinal))
            + $". Give each unit, for example --unit \"{first.Curve}={Example(first.Channel)}\", or keep the values unchanged in a "
            + $"channel of their own with --unit \"{first.Curve}={RecordedUnits.Raw}\". "
            + "docs/formats/recordings-coverage.md lists the units.");
    }

    private static string Example(Channel channel) => UnitConversion.OfChannelUnit(channel.Unit) switch
    {
        UnitConversion.Quantity.Force => "klbf",
        UnitConversion.Quantity.Torque => "kft.lbf",
        UnitConversion.Quantity.Pressure => "psi",
        UnitConversion.Quantity.Velocity => "m/h",
        UnitConversion.Quantity.Flow => "gal/min",
        UnitConversion.Quantity.Density => "ppg",
        _ => channel.Unit,
    };
}
