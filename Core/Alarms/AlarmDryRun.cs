namespace Maintenance.Core.Alarms;

/// <summary>What a rule would have done: alarms that it would have raised over the stored blocks of a stretch of time.</summary>
/// <param name="FromUnixMicros">Start, Unix µs.</param>
/// <param name="UntilUnixMicros">End, Unix µs.</param>
/// <param name="Blocks">Blocks judged.</param>
/// <param name="Levels">By level, in the rule's order.</param>
/// <param name="Assets">Assets with alarms, those with the most first, at most <see cref="MaxAssets"/>.</param>
/// <param name="AssetsJudged">
/// Assets of which blocks, or the silence after them, were judged. None: nothing is told, for nothing was seen.
/// </param>
/// <param name="AssetsAlarmed">Assets with alarms, those that are not listed too.</param>
public sealed record AlarmDryRun(long FromUnixMicros, long UntilUnixMicros, long Blocks, IReadOnlyList<AlarmDryRunLevel> Levels,
    IReadOnlyList<AlarmDryRunAsset> Assets, int AssetsJudged, int AssetsAlarmed)
{
    /// <summary>Most assets that are listed.</summary>
    public const int MaxAssets = 100;

    /// <summary>Most days.</summary>
    public const int MaxDays = 90;
}
