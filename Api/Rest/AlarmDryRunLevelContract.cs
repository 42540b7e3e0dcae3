using Maintenance.Core.Alarms;

namespace Maintenance.Api.Rest;

/// <summary>Alarms of one level in a dry run.</summary>
/// <param name="Level">Name of the level.</param>
/// <param name="Alarms">How often it would have been raised.</param>
/// <param name="InFlood">
/// How many of them in floods of the rule's alarms over all drills: more than ten in ten minutes, until fewer than five.
/// </param>
/// <param name="MedianSeconds">Median of how long they stood; null when none is over.</param>
/// <param name="Standing">How many stand at the end.</param>
/// <param name="Chattering">Drills on which it came three times within a minute.</param>
public sealed record AlarmDryRunLevelContract(string Level, int Alarms, int InFlood, double? MedianSeconds, int Standing, int Chattering)
{
    /// <summary>Of a result.</summary>
    public static AlarmDryRunLevelContract Of(AlarmDryRunLevel level) =>
        new(level.Level, level.Alarms, level.InFlood, double.IsNaN(level.MedianSeconds) ? null : level.MedianSeconds, level.Standing,
            level.Chattering);

    /// <summary>The result.</summary>
    public AlarmDryRunLevel ToResult() => new(Level, Alarms, InFlood, MedianSeconds ?? double.NaN, Standing, Chattering);
}
