using System.Runtime.InteropServices;
using Maintenance.Scoring.Blocks;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Computes window features of past times from stored blocks with the code that computes them live, so a model is trained on exactly what
/// it will be fed, bit for bit. Not thread-safe.
/// </summary>
public sealed class StoredWindows
{
    private readonly List<BlockEntry> _window = [];

    /// <summary>Computes the features of the window that ends with the newest block.</summary>
    /// <param name="blocks">Blocks in order of time; those outside that window are ignored.</param>
    /// <param name="features">Overwritten; length of <see cref="WindowFeatures.Names"/>.</param>
    /// <returns>False when the window has no evidence of the machine's condition, or there is no block.</returns>
    public bool TryCompute(ReadOnlySpan<StoredBlock> blocks, Span<float> features)
    {
        if (blocks.Length == 0) return false;
        _window.Clear();
        foreach (var block in blocks)
        {
            if (block.EventTimeUnixMicros <= blocks[^1].EventTimeUnixMicros - WindowFeatures.WindowMicros) continue;
            var entry = new BlockEntry { EventTimeUnixMicros = block.EventTimeUnixMicros, State = block.State };
            block.Descriptors.CopyTo(entry.Descriptors, 0);
            _window.Add(entry);
        }
        return WindowFeatures.Compute(CollectionsMarshal.AsSpan(_window), features);
    }
}
