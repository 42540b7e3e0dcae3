using System.Runtime.InteropServices;
using Maintenance.Scoring.HealthAssessment;
using Maintenance.Scoring.HealthAssessment.Rules;
using Maintenance.Scoring.Trends;

namespace Maintenance.Scoring.Tests.Pipeline;

/// <summary>
/// Trends that any difference in any minute changes: what is suspected is a hash of all that is measured. Nothing that is forgotten,
/// counted twice or read wrongly can hide.
/// </summary>
internal static class TouchyTrend
{
    public static TrendFindings Judge(ReadOnlySpan<Minute> minutes)
    {
        var hash = 14695981039346656037UL;
        foreach (var minute in minutes)
        {
            Mix((ulong)minute.Number);
            Mix((ulong)minute.Blocks);
            for (var i = 0; i < Minute.Columns; i++)
                if (i != (int)MinuteColumn.HealthIndex) Mix(MemoryMarshal.Cast<float, uint>(minute.Values)[i]);
        }
        var probability = 0.05f + (hash >> 32) % 19 * 0.05f;
        Reason[]? reasons = probability < 0.15f
            ? null : [new Reason("touched", "torque_mean", (hash >> 40) % 900, "1", null, null, probability)];
        return new TrendFindings(
            new ModeFinding { Probability = probability, Reasons = reasons }, ModeFinding.NotSeen("not touched"), ModeFinding.Healthy);

        void Mix(ulong value) => hash = (hash ^ value) * 1099511628211UL;
    }
}
