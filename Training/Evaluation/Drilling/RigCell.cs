using Maintenance.Core.Channels;

namespace Maintenance.Training.Evaluation.Drilling;

/// <summary>Loose readings of one second, as the live path collects them, and what the log itself says of them.</summary>
internal sealed class RigCell
{
    /// <summary>Event time of the cell, Unix µs.</summary>
    public required long TimeUnixMicros { get; init; }

    /// <summary>Readings by time, a value per standard channel; NaN where absent.</summary>
    public SortedList<long, float[]> Readings { get; } = [];

    /// <summary>The log's rig activity; NaN without one.</summary>
    public float Activity { get; set; } = float.NaN;

    /// <summary>The log's specific energy, Pa; NaN without one.</summary>
    public float SpecificEnergy { get; set; } = float.NaN;

    /// <summary>The values at a time, made where there are none.</summary>
    public float[] At(long timeUnixMicros)
    {
        if (Readings.TryGetValue(timeUnixMicros, out var values)) return values;
        values = new float[StandardChannels.Count];
        Array.Fill(values, float.NaN);
        Readings.Add(timeUnixMicros, values);
        return values;
    }

    /// <summary>
    /// The same log at a lower rate: of each interval one reading, the last value of each channel in it.
    /// </summary>
    /// <param name="cells">Cells in time order.</param>
    /// <param name="intervalMicros">Interval.</param>
    public static IEnumerable<RigCell> Thin(IEnumerable<RigCell> cells, long intervalMicros)
    {
        foreach (var group in cells.GroupBy(c => c.TimeUnixMicros / intervalMicros))
        {
            var last = group.Last();
            var thin = new RigCell { TimeUnixMicros = last.TimeUnixMicros };
            var values = thin.At(last.TimeUnixMicros);
            foreach (var cell in group)
            {
                foreach (var reading in cell.Readings.Values)
                    for (var i = 0; i < values.Length; i++)
                        if (!float.IsNaN(reading[i])) values[i] = reading[i];
                if (!float.IsNaN(cell.Activity)) thin.Activity = cell.Activity;
                if (!float.IsNaN(cell.SpecificEnergy)) thin.SpecificEnergy = cell.SpecificEnergy;
            }
            yield return thin;
        }
    }
}
