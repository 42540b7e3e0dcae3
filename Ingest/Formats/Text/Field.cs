using System.Collections.Frozen;
using Maintenance.Core.Channels;

namespace Maintenance.Ingest.Formats.Text;

/// <summary>The meaning of a JSON key or CSV column name. Values ≥ 0 are ids of standard channels.</summary>
internal static class Field
{
    public const int Named = -1;
    public const int Asset = -2;
    public const int Time = -3;
    public const int Epoch = -4;
    public const int Sequence = -5;
    public const int Quality = -6;
    public const int Historical = -7;
    public const int Values = -8;
    public const int Channels = -9;
    public const int Waveforms = -10;
    public const int IntervalMs = -11;

    /// <summary>A standard channel in another unit than its own.</summary>
    public const int OtherUnit = -12;

    private static readonly FrozenDictionary<string, int> Known = Build().ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> Lookup =
        Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Every name with a meaning, and its meaning.</summary>
    public static IEnumerable<KeyValuePair<string, int>> All => Known;

    /// <summary>Finds the meaning of a name, ignoring case; <see cref="Named"/> for a custom channel. Allocation-free.</summary>
    public static int Find(ReadOnlySpan<char> name)
    {
        if (Lookup.TryGetValue(name, out var field)) return field;
        return name.IndexOfAny(" ([{") < 0 || !HeadWithUnit.TryFind(name, out var channel, out var isOwnUnit) ? Named
            : isOwnUnit ? channel.Id : OtherUnit;
    }

    /// <summary>What to send instead of a name that is <see cref="OtherUnit"/>.</summary>
    public static string ExplainOtherUnit(ReadOnlySpan<char> name)
    {
        HeadWithUnit.TryFind(name, out var channel, out _);
        return $"'{name}' names channel {channel!.Name} with a unit that is not its own; convert the values to {channel.Unit} and "
            + $"send them as '{channel.Name}', or leave them as they are under another name";
    }

    private static Dictionary<string, int> Build()
    {
        var known = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
        {
            ["asset"] = Asset,
            ["time"] = Time,
            ["timestamp"] = Time,
            ["ts"] = Time,
            ["epoch"] = Epoch,
            ["sequence"] = Sequence,
            ["quality"] = Quality,
            ["historical"] = Historical,
            ["values"] = Values,
            ["channels"] = Channels,
            ["waveforms"] = Waveforms,
            ["intervalMs"] = IntervalMs,
        };
        foreach (var channel in StandardChannels.All)
        {
            known[channel.Name] = channel.Id;
            known[channel.Mnemonic] = channel.Id;
        }
        return known;
    }
}
