using System.Collections.Frozen;
using System.Text;
using Maintenance.Core.Channels;

namespace Maintenance.Simulator.Player;

/// <summary>
/// Recognises curves by the names service companies give them. If several curves of a log match the same channel (WOB, WOB_AVG),
/// the one earlier in the list is used and the others become named channels.
/// </summary>
internal static class ChannelMatch
{
    private static readonly (int Channel, string[] Names)[] Candidates =
    [
        (StandardChannels.RotarySpeed, ["SURFRPM", "RPM", "RPMA", "RPMAVG", "SRPM", "TDRPM", "ROTARYSPEED", "AVERAGEROTARYSPEED",
            "ROTARYRPM", "60SECRPM"]),
        (StandardChannels.BitSpeed, ["BITRPM", "BITRPMAVG", "BITSPEED"]),
        (StandardChannels.Torque, ["TORQUE", "TORQUEAVG", "TQA", "STOR", "TQ", "AVGTQ", "TORQ", "SURFACETORQUE", "AVERAGESURFACETORQUE",
            "60SECTORQUE"]),
        (StandardChannels.WeightOnBit, ["WOB", "WOBAVG", "SWOB", "WOBA", "WEIGHTONBIT", "AVERAGEWEIGHTONBIT", "60SECWOB"]),
        (StandardChannels.HookLoad, ["HKLD", "HKLDAVG", "HKLA", "HKL", "HOOKLOAD", "AVERAGEHOOKLOAD", "60SECHKL"]),
        (StandardChannels.RateOfPenetration, ["ROPAVG", "ROP", "ROPA", "RATEOFPENETRATION", "ROPINST", "60SECROP"]),
        (StandardChannels.StandpipePressure, ["PUMP", "SPPA", "SPP", "STANDPIPEPRESSURE", "AVERAGESTANDPIPEPRESSURE", "PUMPPRESS",
            "PUMPPRESSURE", "60SECSPP"]),
        (StandardChannels.MudFlowIn, ["FLOWIN", "MFIA", "TFLO", "MUDFLOWIN", "FLOWINRATE", "60SECFR"]),
        (StandardChannels.MudFlowOut, ["FLOWOUT", "MFOA", "MUDFLOWOUT"]),
        (StandardChannels.HoleDepth, ["MDEPTH", "DMEA", "HOLEDEPTH", "MEASUREDDEPTH", "DEPTMEAS", AmbiguousDepth]),
        (StandardChannels.BitDepth, ["BITDEP", "BITDEPTH", "DBTM"]),
        (StandardChannels.BlockPosition, ["BLOCKCOMP", "BPOS", "BLOCKPOSITION"]),
        (StandardChannels.MudDensity, ["MWIN", "MDIA", "MUDDENSITY", "MUDDENSITYIN"]),
        (StandardChannels.MudTemperature, ["MTIN", "MTIA", "MUDTEMPERATURE", "TEMPIN", "MUDTEMPIN"]),
        (StandardChannels.MotorCurrent, ["TQINAMPSAV", "TQINAMPS", "MOTORCURRENT"]),
        (StandardChannels.Inclination, ["INCL", "INC", "INCLINATION"]),
        (StandardChannels.Azimuth, ["AZI", "AZIMUTH"]),
    ];

    /// <summary>
    /// A curve named just "Depth" is hole depth in some logs, bit depth in others and all zero in yet others (all three occur in one real
    /// well): it is taken as hole depth only if it is not all zero and never decreases.
    /// </summary>
    public const string AmbiguousDepth = "DEPTH";

    private const int MaxNameLength = 63;

    private static readonly FrozenDictionary<string, (int Channel, int Rank)> ByName = Build();

    /// <summary>Channel and rank (0 = best) of a curve name; false if it is not a standard channel.</summary>
    public static bool TryMatch(string name, out int channel, out int rank)
    {
        var found = ByName.TryGetValue(Normalise(name), out var match);
        (channel, rank) = match;
        return found;
    }

    /// <summary>Upper-case letters and digits only.</summary>
    public static string Normalise(string name)
    {
        var text = new StringBuilder(name.Length);
        foreach (var c in name)
            if (char.IsAsciiLetterOrDigit(c)) text.Append(char.ToUpperInvariant(c));
        return text.ToString();
    }

    /// <summary>
    /// Name of a customer's channel: snake_case, at most 63 bytes, never a standard channel's name or mnemonic, to avoid confusion.
    /// </summary>
    public static string NameOf(string mnemonic)
    {
        var text = new StringBuilder(mnemonic.Length + 8);
        for (var i = 0; i < mnemonic.Length; i++)
        {
            var c = mnemonic[i];
            if (!char.IsAsciiLetterOrDigit(c))
            {
                if (text.Length > 0 && text[^1] != '_') text.Append('_');
                continue;
            }
            if (char.IsAsciiLetterUpper(c) && i > 0 && char.IsAsciiLetterLower(mnemonic[i - 1])) text.Append('_');
            text.Append(char.ToLowerInvariant(c));
        }
        var name = text.ToString().Trim('_');
        if (name.Length == 0) name = "unnamed";
        if (StandardChannels.TryFind(name, out _)) name = "raw_" + name;
        return name.Length <= MaxNameLength ? name : name[..MaxNameLength];
    }

    /// <summary>The name with a number behind it, at most 63 bytes.</summary>
    public static string Numbered(string name, int number)
    {
        var suffix = $"_{number}";
        return name[..Math.Min(name.Length, MaxNameLength - suffix.Length)] + suffix;
    }

    private static FrozenDictionary<string, (int, int)> Build()
    {
        var names = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        foreach (var (channel, candidates) in Candidates)
            for (var i = 0; i < candidates.Length; i++) names.Add(candidates[i], (channel, i));
        // Our own names and mnemonics match too.
        foreach (var channel in StandardChannels.All)
        {
            names.TryAdd(Normalise(channel.Name), (channel.Id, 50));
            names.TryAdd(Normalise(channel.Mnemonic), (channel.Id, 51));
        }
        return names.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
