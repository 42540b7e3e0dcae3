using Maintenance.Core.Conditions;

namespace Maintenance.Api.Wording;

/// <summary>Words a remaining useful life.</summary>
public static class RulText
{
    /// <summary>"112 h (76–150)"; null when it is not known.</summary>
    public static string? Of(in RulQuantiles hours) => hours.IsKnown ? $"{hours.P50:F0} h ({hours.P10:F0}–{hours.P90:F0})" : null;
}
