using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// Finds the blocks of a window in which the string starts or stops turning. Speed and torque on their way look like stick-slip, lines at
/// the shaft's frequency are smeared, and ratios of them are of any size: that is no running machine.
/// </summary>
internal ref struct StartsAndStops(ReadOnlySpan<BlockEntry> window)
{
    private const long NearMicros = 3_000_000;

    // The largest top drives take a quarter of a minute to their speed.
    private const long RampMicros = 15_000_000;
    private const long NeighbourMicros = 2_000_000;
    private const float Steady = 0.02f;

    private readonly ReadOnlySpan<BlockEntry> _window = window;
    private long _restBefore = long.MinValue / 2;
    private int _restAfter;

    /// <summary>True for a block within 3 s of one at rest, or within 15 s while the speed still changes from block to block.</summary>
    /// <param name="block">Position in the window; ascends from call to call, by one.</param>
    public bool Includes(int block)
    {
        var time = _window[block].EventTimeUnixMicros;
        if (IsAtRest(_window[block])) _restBefore = time;
        _restAfter = Math.Max(_restAfter, block);
        while (_restAfter < _window.Length && !IsAtRest(_window[_restAfter])) _restAfter++;
        var distance = time - _restBefore;
        if (_restAfter < _window.Length) distance = Math.Min(distance, _window[_restAfter].EventTimeUnixMicros - time);
        return IsTransient(_window, block, distance);
    }

    private static bool IsTransient(ReadOnlySpan<BlockEntry> window, int block, long fromRest) => fromRest <= NearMicros
        || (fromRest <= RampMicros && (IsChanging(window, block, block - 1) || IsChanging(window, block, block + 1)));

    private static bool IsChanging(ReadOnlySpan<BlockEntry> window, int block, int neighbour)
    {
        if ((uint)neighbour >= (uint)window.Length) return false;
        var (a, b) = (window[block], window[neighbour]);
        if (Math.Abs(a.EventTimeUnixMicros - b.EventTimeUnixMicros) > NeighbourMicros) return false;
        var (speed, other) = (a.Descriptors[DescriptorIndex.RotarySpeedMean], b.Descriptors[DescriptorIndex.RotarySpeedMean]);
        return MathF.Abs(speed - other) > Steady * MathF.Max(MathF.Abs(speed), MathF.Abs(other));
    }

    private static bool IsAtRest(BlockEntry block) =>
        !DrillingStates.MayRotate(block.State) && !float.IsNaN(block.Descriptors[DescriptorIndex.RotarySpeedMean]);
}
