using System.Runtime.InteropServices;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Makes the features of a past moment of stored blocks, by the code that makes them live: so a model is trained on what it will be fed, bit for bit.
/// Not thread-safe.
/// </summary>
public sealed class StoredWindows
{
    private readonly List<BlockEntry> _window = [];

    /// <summary>Columns of <c>descriptor_current</c> that <see cref="TryCompute"/> reads, in its order.</summary>
    public static string Columns { get; } = string.Join(", ", ["event_time", "drilling_state", .. Descriptors.All.Select(d => d.Name)]);

    /// <summary>Computes the features of the newest of the blocks.</summary>
    /// <param name="blocks">Rows of <see cref="Columns"/> with ascending times; those outside of the window of the newest do not count. The first cell is not read.</param>
    /// <param name="times">Event time of each row, Unix µs.</param>
    /// <param name="features">Overwritten; length of <see cref="WindowFeatures.Names"/>.</param>
    /// <returns>False when the window has no evidence of the machine's condition, or there is no block.</returns>
    public bool TryCompute(ReadOnlySpan<object?[]> blocks, ReadOnlySpan<long> times, Span<float> features)
    {
        if (blocks.Length == 0) return false;
        _window.Clear();
        for (var i = 0; i < blocks.Length; i++)
        {
            if (times[i] <= times[^1] - WindowFeatures.WindowMicros) continue;
            var entry = new BlockEntry { EventTimeUnixMicros = times[i], State = DrillingStates.Parse((string)blocks[i][1]!) };
            for (var d = 0; d < Descriptors.Count; d++) entry.Descriptors[d] = Real(blocks[i][2 + d]);
            _window.Add(entry);
        }
        return WindowFeatures.Compute(CollectionsMarshal.AsSpan(_window), features);
    }

    // Through REST a whole number comes as such, and NaN as text.
    private static float Real(object? value) => value switch
    {
        double number => (float)number,
        long number => number,
        _ => float.NaN,
    };
}
