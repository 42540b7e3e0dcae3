using System.Runtime.Intrinsics;
using Maintenance.Core.Conditions;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.DataManipulation;
using Maintenance.Scoring.SensorHealth;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.HealthAssessment;

/// <summary>
/// The inputs a model may have: for each descriptor, the mean (under the descriptor's name) and the maximum (<c>name_max</c>) over the
/// blocks of the window. NaN values are ignored; the feature is NaN when none remain. While the string does not rotate, only temperatures,
/// pressures and loads count: vibration and torque of a machine at rest say nothing about it. Sums are recomputed in event-time order, in
/// single precision: the same blocks give the same bits.
/// </summary>
public static class WindowFeatures
{
    /// <summary>Length of the window that ends with the assessed block, µs.</summary>
    public const long WindowMicros = BlockPages.PageMicros;

    // Masks: all bits set where a descriptor counts even while the string does not rotate.
    private static readonly float[] Gates = MakeGates();

    /// <summary>Names of the features, in the order of a feature vector.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Descriptors.All.Select(d => d.Name), .. Descriptors.All.Select(d => d.Name + "_max")];

    /// <summary>The descriptor behind a feature.</summary>
    public static Descriptor DescriptorOf(int feature) => Descriptors.All[feature % Descriptors.Count];

    /// <summary>Position of a feature by its name.</summary>
    /// <exception cref="InvalidDataException">There is no such feature.</exception>
    internal static int IndexOf(string name)
    {
        for (var i = 0; i < Names.Count; i++)
            if (string.Equals(Names[i], name, StringComparison.Ordinal)) return i;
        throw new InvalidDataException($"The model's input '{name}' is not a window feature; the nearest "
            + $"are {string.Join(", ", NearestNames.Of(name, Names, count: 3))} (docs/formats/window-features.md lists all).");
    }

    /// <summary>Computes the features of a window.</summary>
    /// <param name="window">Blocks in event-time order.</param>
    /// <param name="features">Overwritten; length <c>Names.Count</c>.</param>
    /// <param name="running">
    /// Overwritten, unless it is empty; as long as the window: true for a block in which the string may turn and neither starts nor stops.
    /// </param>
    /// <returns>False when no block of the window has evidence of the machine's condition (the string never rotated).</returns>
    internal static bool Compute(ReadOnlySpan<BlockEntry> window, Span<float> features, Span<bool> running = default)
    {
        var padded = Gates.Length;
        Span<float> sums = stackalloc float[padded];
        Span<float> counts = stackalloc float[padded];
        Span<float> largest = stackalloc float[padded];
        sums.Clear();
        counts.Clear();
        largest.Fill(float.NaN);
        var evidence = false;
        var unknownTurns = UnknownTurns(window);
        var transients = new StartsAndStops(window);
        for (var b = 0; b < window.Length; b++)
        {
            var block = window[b];
            var transient = transients.Includes(b);
            var turning = block.State == DrillingState.Unknown ? unknownTurns
                : DrillingStates.IsRotating(block.State) && !transient;
            evidence |= turning;
            if (!running.IsEmpty) running[b] = DrillingStates.MayRotate(block.State) && !transient;
            for (var i = 0; i < padded; i += Vector256<float>.Count)
            {
                var values = Vector256.Create<float>(block.Descriptors.AsSpan(i));
                var counted = Vector256.Equals(values, values);
                if (!turning) counted &= Vector256.Create<float>(Gates.AsSpan(i));
                (Vector256.Create<float>(sums[i..]) + (values & counted)).CopyTo(sums[i..]);
                (Vector256.Create<float>(counts[i..]) + (Vector256<float>.One & counted)).CopyTo(counts[i..]);
                var before = Vector256.Create<float>(largest[i..]);
                var greater = counted & ~Vector256.GreaterThanOrEqual(before, values);
                Vector256.ConditionalSelect(greater, values, before).CopyTo(largest[i..]);
            }
        }
        var n = Descriptors.Count;
        for (var i = 0; i < n; i++) features[i] = counts[i] == 0 ? float.NaN : sums[i] / counts[i];
        largest[..n].CopyTo(features[n..]);
        return evidence;
    }

    // A source that does not send the speed, beside one that does, says nothing against it: the string stands still for both. Where none
    // does, a machine that vibrates less than a sensor's own noise does not run.
    private static bool UnknownTurns(ReadOnlySpan<BlockEntry> window)
    {
        var (speedKnown, loudest) = (false, float.NaN);
        foreach (var block in window)
        {
            if (DrillingStates.IsRotating(block.State)) return true;
            speedKnown |= !float.IsNaN(block.Descriptors[DescriptorIndex.RotarySpeedMean]);
            loudest = float.MaxNumber(loudest, BlockColumns.Vibration(block));
        }
        return !speedKnown && !(loudest < VibrationChecks.NoiseFloor);
    }

    private static float[] MakeGates()
    {
        var gates = new float[(Descriptors.Count + 7) & ~7];
        for (var i = 0; i < Descriptors.Count; i++)
            gates[i] = BitConverter.Int32BitsToSingle(Descriptors.All[i].Traits.HasFlag(DescriptorTraits.Slow) ? -1 : 0);
        return gates;
    }
}
