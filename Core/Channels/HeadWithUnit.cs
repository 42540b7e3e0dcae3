using System.Collections.Frozen;

namespace Maintenance.Core.Channels;

/// <summary>
/// Names that carry a unit, as heads of tables do: <c>WOB (klbf)</c>, <c>Torque [kN.m]</c>, <c>SPP psi</c>. Stateless; allocates nothing.
/// </summary>
public static class HeadWithUnit
{
    // Units written behind a blank. In brackets, any text is a unit.
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Symbols = new[]
    {
        "N", "kN", "daN", "kdaN", "MN", "lbf", "lbs", "klbf", "klbs", "klb", "k-lbs", "kip", "kips", "kgf", "kkgf", "tonf", "t", "ton",
        "N.m", "Nm", "kN.m", "kNm", "ft.lbf", "ft-lbf", "ft-lbs", "ft-lb", "lbf.ft", "kft.lbf", "klbf.ft", "kft-lbs", "kft-lb",
        "Pa", "kPa", "MPa", "bar", "psi", "kpsi", "atm", "m/s", "m/min", "m/h", "m/hr", "ft/s", "ft/min", "ft/h", "ft/hr",
        "rpm", "rev/min", "r/min", "1/min", "c/min", "c/s", "rev/s", "rps", "Hz", "rad/s", "deg/s", "degC", "°C", "degF", "°F", "K", "C",
        "F", "m3/s", "m3/min", "m3/h", "L/s", "L/min", "lpm", "gal/min", "gpm", "bbl/min", "m", "cm", "mm", "km", "ft", "in", "deg", "rad",
        "°", "A", "mA", "kA", "kg/m3", "g/cm3", "sg", "ppg", "lbm/gal", "lb/gal", "lbm/ft3", "pcf", "m/s2", "mm/s2", "gn", "g", "%",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Finds the standard channel that a name with a unit means; false if the name has no unit or means no standard channel.
    /// </summary>
    /// <param name="name">The whole name.</param>
    /// <param name="channel">The channel named before the unit.</param>
    /// <param name="isOwnUnit">True if the unit is the channel's.</param>
    public static bool TryFind(ReadOnlySpan<char> name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Channel? channel,
        out bool isOwnUnit)
    {
        (channel, isOwnUnit) = (null, false);
        name = name.Trim();
        var at = name.IndexOfAny("([{");
        var unit = at > 0 ? name[(at + 1)..].TrimEnd(")]} ").Trim() : default;
        if (at < 0)
        {
            at = name.LastIndexOf(' ');
            if (at < 0 || !Symbols.Contains(name[(at + 1)..])) return false;
            unit = name[(at + 1)..];
        }
        if (at <= 0 || !TryFindChannel(name[..at], out channel)) return false;
        isOwnUnit = IsUnitOf(channel, unit);
        return true;
    }

    // "Weight on Bit" with its unit means the channel too.
    private static bool TryFindChannel(ReadOnlySpan<char> text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Channel? channel)
    {
        Span<char> name = stackalloc char[32];
        channel = null;
        var length = 0;
        foreach (var c in text.Trim(" _-,:"))
        {
            if (length == name.Length) return false;
            name[length++] = c is ' ' or '-' ? '_' : c;
        }
        return StandardChannels.TryFind(name[..length], out channel);
    }

    private static bool IsUnitOf(Channel channel, ReadOnlySpan<char> unit) => unit.Equals(channel.Unit, StringComparison.Ordinal)
        || channel.Unit switch
        {
            "rev/min" => unit.Equals("rpm", StringComparison.OrdinalIgnoreCase) || unit is "r/min" or "1/min",
            "degC" => unit is "°C" or "C",
            "N.m" => unit is "Nm" or "N·m" or "N*m" or "N m",
            "m/s2" => unit is "m/s²" or "m/s^2",
            "m3/s" => unit is "m³/s" or "m^3/s",
            "kg/m3" => unit is "kg/m³" or "kg/m^3",
            "deg" => unit is "°",
            _ => false,
        };
}
