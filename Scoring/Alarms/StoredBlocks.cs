using Maintenance.Core.Ports;
using Maintenance.Core.Time;
using Maintenance.Queries;
using Maintenance.Scoring.Blocks;
using Maintenance.Scoring.StateDetection;

namespace Maintenance.Scoring.Alarms;

/// <summary>Blocks with their assessments, as the store knows them now.</summary>
internal static class StoredBlocks
{
    /// <summary>The blocks of an asset in [first, last], by event time.</summary>
    public static async Task<IReadOnlyList<BlockEntry>> ReadAsync(IConditionStore store, string asset, long first, long last,
        CancellationToken cancellationToken)
    {
        AssetRange[] range = [new(asset, UnixMicros.ToUtc(first), UnixMicros.ToUtc(last))];
        var blocks = await DescribedBlocksQuery.RunAsync(store, range, cancellationToken);
        var entries = new List<BlockEntry>(blocks.Count);
        var byTime = new Dictionary<long, BlockEntry>(blocks.Count);
        foreach (var (_, block) in blocks)
        {
            var entry = new BlockEntry
            {
                EventTimeUnixMicros = block.EventTimeUnixMicros,
                KnownAtUnixMicros = block.KnownAtUnixMicros,
                State = DrillingStates.Parse(block.DrillingState),
                DurationMicros = block.DurationMicros,
                ReadingCount = block.ReadingCount,
                Quality = block.Quality,
            };
            block.ReadDescriptors(entry.Descriptors);
            block.ReadStatistics(entry.Statistics);
            entries.Add(entry);
            byTime[entry.EventTimeUnixMicros] = entry;
        }
        foreach (var (_, a) in await AssessedBlocksQuery.RunAsync(store, range, cancellationToken))
            if (byTime.TryGetValue(a.EventTimeUnixMicros, out var entry))
                entry.Assessment = new Assessment(
                    DrillingStates.Parse(a.DrillingState), a.HealthIndex, a.FailureMode, a.FailureProbability, a.Reasons, a.RulHours)
                {
                    Grade = a.Grade,
                    NotAssessed = a.NotAssessed,
                    Evidence = a.Evidence,
                    Findings = a.Findings,
                    SensorFaults = a.SensorFaults,
                };
        return entries;
    }
}
