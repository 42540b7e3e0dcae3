using Maintenance.Core.Alarms;
using Maintenance.Core.Time;

namespace Maintenance.Api.Rest;

/// <summary>What a rule would have done.</summary>
/// <param name="From">Start, UTC.</param>
/// <param name="Until">End, UTC.</param>
/// <param name="Blocks">Blocks judged.</param>
/// <param name="AssetsJudged">
/// Drills of which blocks, or the silence after them, were judged; 0: nothing was seen, and nothing is told.
/// </param>
/// <param name="AssetsAlarmed">Drills with alarms, those that are not listed too.</param>
/// <param name="Levels">By level.</param>
/// <param name="Assets">Drills with alarms, those with the most first, at most 100.</param>
public sealed record AlarmDryRunContract(
    DateTime From, DateTime Until, long Blocks, int AssetsJudged, int AssetsAlarmed, IReadOnlyList<AlarmDryRunLevelContract> Levels,
    IReadOnlyList<AlarmDryRunAsset> Assets)
{
    /// <summary>Of a result.</summary>
    public static AlarmDryRunContract Of(AlarmDryRun run) => new(
        UnixMicros.ToUtc(run.FromUnixMicros), UnixMicros.ToUtc(run.UntilUnixMicros), run.Blocks, run.AssetsJudged,
        run.AssetsAlarmed,
        [.. run.Levels.Select(AlarmDryRunLevelContract.Of)], run.Assets);

    /// <summary>The result.</summary>
    public AlarmDryRun ToResult() => new(
        UnixMicros.Of(From), UnixMicros.Of(Until), Blocks, [.. Levels.Select(l => l.ToResult())], Assets, AssetsJudged, AssetsAlarmed);
}
