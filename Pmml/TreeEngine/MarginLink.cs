using Maintenance.Pmml.Transformations;

namespace Maintenance.Pmml.TreeEngine;

/// <summary>A derived field that applies a monotonic link to one group's output: e^x, or a logistic probability.</summary>
/// <param name="Source">Slot of the group's output.</param>
/// <param name="Direction">1 if it rises with the output, −1 if it falls.</param>
internal readonly record struct MarginLink(int Source, int Direction)
{
    private const int Reach = 40; // a margin beyond it is certainty in any link

    /// <summary>Null where the field depends on anything but one of the outputs, or is not monotonic.</summary>
    public static MarginLink? TryRead(DerivedValue derived, IReadOnlySet<int> outputs)
    {
        var sources = new HashSet<int>();
        if (derived.Cast == NumberCast.ToInteger || !derived.Expression.TryAddSources(sources) || sources.Count != 1
            || !outputs.Contains(sources.First())) return null;
        var frame = new double[Math.Max(sources.First(), derived.Slot) + 1];
        var (rises, falls, before) = (false, false, double.NaN);
        for (var margin = -Reach; margin <= Reach; margin++)
        {
            frame[sources.First()] = margin;
            derived.Apply(frame);
            var value = frame[derived.Slot];
            rises |= value > before;
            falls |= value < before;
            before = value;
        }
        return rises == falls ? null : new MarginLink(sources.First(), rises ? 1 : -1);
    }
}
