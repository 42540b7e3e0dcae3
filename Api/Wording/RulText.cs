using Maintenance.Core.Conditions;

namespace Maintenance.Api.Wording;

/// <summary>Words a remaining useful life; what lies beyond the lives that the model's training saw is "more than".</summary>
public static class RulText
{
    /// <summary>"112 h (76–150)", "112 h (76–more than 140)", "more than 140 h"; null when it is not known.</summary>
    public static string? Of(in RulQuantiles hours)
    {
        if (!hours.IsKnown) return null;
        if (hours.IsBeyond(hours.P50)) return $"{MoreThan(hours)} h";
        return $"{hours.P50:F0} h ({hours.P10:F0}–{(hours.IsBeyond(hours.P90) ? MoreThan(hours) : $"{hours.P90:F0}")})";
    }

    private static string MoreThan(in RulQuantiles hours) => $"more than {hours.Limit:F0}";
}
