using System.Runtime.InteropServices;
using Maintenance.Core.Conditions;

namespace Maintenance.Scoring.DataManipulation;

/// <summary>The channel statistics of a block from which charts of long time ranges are drawn.</summary>
internal static class ChannelSummary
{
    private static readonly (int Channel, ChannelStatisticKind Kind)[] Columns =
        [.. ChannelStatistics.All.Select(s => (s.Channel.Id, s.Kind))];

    /// <summary>Number of values of a summary.</summary>
    public static int Count => Columns.Length;

    /// <summary>Writes the summary of a block.</summary>
    /// <param name="channels">Moments of the standard channels.</param>
    /// <param name="values">Overwritten; length <see cref="Count"/>; NaN for a channel without a value.</param>
    public static void Write(ReadOnlySpan<Moments> channels, Span<float> values)
    {
        for (var i = 0; i < Columns.Length; i++)
        {
            ref readonly var moments = ref channels[Columns[i].Channel];
            values[i] = moments.Count == 0 ? float.NaN : Columns[i].Kind switch
            {
                ChannelStatisticKind.Minimum => moments.Min,
                ChannelStatisticKind.Maximum => moments.Max,
                _ => moments.Mean,
            };
        }
    }

    /// <summary>
    /// Fingerprint (FNV-1a, 64 bits) of a summary, by which a worker detects whether a block that arrives again differs. The same on every
    /// machine.
    /// </summary>
    public static ulong Fingerprint(ReadOnlySpan<float> values)
    {
        var hash = 14695981039346656037UL;
        foreach (var bits in MemoryMarshal.Cast<float, uint>(values)) hash = (hash ^ bits) * 1099511628211UL;
        return hash;
    }
}
