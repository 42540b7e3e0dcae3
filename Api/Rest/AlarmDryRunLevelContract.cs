using Maintenance.Core.Alarms;

namespace Maintenance.Api.Rest;

/// <summary>Alarms of one level in a dry run.</summary>
/// <param name="Level">Name of the level.</param>
/// <param name="Alarms">How often it would have been raised.</param>
/// <param name="InFlood">How many of them in ten minutes with more than ten alarms of the rule over all drills.</param>
/// <param name="MedianSeconds">Median of how long they stood; null when none is over.</param>
/// <param name="Standing">How many stand at the end.</param>
public sealed record AlarmDryRunLevelContract(string Level, int Alarms, int InFlood, double? MedianSeconds, int Standing)
{
    /// <summary>Of a result.</summary>
    public static AlarmDryRunLevelContract Of(AlarmDryRunLevel level) =>
        new(level.Level, level.Alarms, level.InFlood, double.IsNaN(level.MedianSeconds) ? null : level.MedianSeconds, level.Standing);

    /// <summary>The result.</summary>
    public AlarmDryRunLevel ToResult() => new(Level, Alarms, InFlood, MedianSeconds ?? double.NaN, Standing);
}
